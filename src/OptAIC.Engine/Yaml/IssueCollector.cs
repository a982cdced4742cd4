namespace OptAIC.Engine.Yaml;

/// <summary>Adds issues to a list until there are more than anybody reads, so that no document makes its own report too large.</summary>
internal sealed class IssueCollector(List<OptIssue> issues)
{
    private const int MaxIssues = 1_000;
    private const int MaxCharacters = 500_000;

    private int _added;
    private int _characters;

    /// <summary>Whether no more is added.</summary>
    public bool IsFull => _added >= MaxIssues || _characters >= MaxCharacters;

    /// <summary>Whether one of the issues that were added refuses.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds an issue; the last one that fits is followed by one that says so.</summary>
    public void Add(OptIssue issue)
    {
        if (IsFull)
        {
            return;
        }

        issues.Add(issue);
        _added++;
        _characters += issue.Message.Length + (issue.Pointer?.Length ?? 0) + (issue.Expected?.Length ?? 0) + (issue.Found?.Length ?? 0);
        HasErrors |= issue.Severity == IssueSeverity.Error;
        if (IsFull)
        {
            HasErrors = true;
            issues.Add(issue with { Severity = IssueSeverity.Error, Code = "too_many_problems", Message = "there are more problems; correct these first", Expected = null, Found = null });
        }
    }
}
