using System.Text.RegularExpressions;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>One check of one document: collects the violations, and keeps the effort within bounds.</summary>
internal sealed class SchemaEvaluation(bool assertFormats)
{
    private const int MaxSteps = 2_000_000;
    private const int MaxIssues = 1_000;

    private readonly HashSet<Regex> _exhausted = [];
    private List<OptIssue> _issues = [];
    private int _silent;
    private bool _failed;
    private int _steps;

    /// <summary>The violations so far.</summary>
    public IReadOnlyList<OptIssue> Issues => _issues;

    /// <summary>Whether <c>format</c> is checked, or an annotation only.</summary>
    public bool AssertFormats { get; } = assertFormats;

    /// <summary>Whether only the outcome matters, so that no message need be made.</summary>
    public bool IsSilent => _silent > 0;

    /// <summary>Checks a value; bare text may take the types that the schema wants.</summary>
    public void Check(SchemaNode schema, DocumentNode node) => Check(schema, node, JsonTypes.Any);

    /// <summary>Checks a value whose types are narrowed already by another schema that applies to it.</summary>
    public void Check(SchemaNode schema, DocumentNode node, JsonTypes wanted)
    {
        if (!Spend(node) || (IsSilent && _failed))
        {
            return;
        }

        if (schema.Never)
        {
            Report(node, "excluded", $"nothing is allowed here; found {Found.Describe(node)}");
            return;
        }

        wanted &= schema.WantedTypes;
        var type = node is DocumentScalar scalar ? scalar.TypeAmong(wanted) : node.NaturalType;
        if ((type & schema.Types) == 0)
        {
            ReportType(schema, node);
            return;
        }

        schema.Choices?.Check(node, wanted, this);
        CheckContent(schema, node, type, wanted);
        schema.Combination?.Check(node, wanted, this);
    }

    /// <summary>Whether a value satisfies a schema; reports nothing.</summary>
    public bool Holds(SchemaNode schema, DocumentNode node, JsonTypes wanted = JsonTypes.Any)
    {
        var failedBefore = _failed;
        _failed = false;
        _silent++;
        Check(schema, node, wanted);
        var holds = !_failed;
        _silent--;
        _failed = failedBefore;
        return holds;
    }

    /// <summary>Records that the value does not hold.</summary>
    public void Fail() => _failed = true;

    /// <summary>Records a violation.</summary>
    public void Report(DocumentNode node, string code, string message, string? expected = null, string? found = null)
    {
        _failed = true;
        if (!IsSilent && _issues.Count < MaxIssues)
        {
            _issues.Add(node.Issue(code, message) with { Expected = expected, Found = found ?? Found.Describe(node) });
        }
    }

    /// <summary>Records that something else was expected.</summary>
    public void ReportUnexpected(DocumentNode node, string code, string expected) =>
        Report(node, code, $"expected {expected}; found {Found.Describe(node)}", expected);

    /// <summary>Reports why no alternative fits: the violations of the one that is nearest, else what all of them expect.</summary>
    public void ReportNearest(IReadOnlyList<SchemaNode> alternatives, DocumentNode node, JsonTypes wanted)
    {
        _failed = true;
        if (IsSilent)
        {
            return;
        }

        var fitting = alternatives.Where(a => !a.Never && node.NaturalType is JsonTypes.Object or JsonTypes.Array && (a.WantedTypes & node.NaturalType) != 0);
        var nearest = fitting.Select(a => IssuesOf(a, node, wanted)).MinBy(issues => issues.Count);
        if (nearest is null)
        {
            var expected = string.Join("; or ", alternatives.Select(Expectation).Distinct());
            Report(node, "no_alternative", $"expected {expected}; found {Found.Describe(node)}", expected);
        }
        else
        {
            _issues.AddRange(nearest);
        }
    }

    /// <summary>Whether a text matches; a pattern that once took too long does not match any more.</summary>
    public bool Matches(Regex pattern, string text)
    {
        try
        {
            return !_exhausted.Contains(pattern) && pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            _exhausted.Add(pattern);
            return false;
        }
    }

    private void CheckContent(SchemaNode schema, DocumentNode node, JsonTypes type, JsonTypes wanted)
    {
        switch (node)
        {
            case DocumentMapping mapping:
                schema.Mappings?.Check(mapping, wanted, this);
                break;
            case DocumentSequence sequence:
                schema.Lists?.Check(sequence, this);
                break;
            case DocumentScalar scalar when type == JsonTypes.String:
                schema.Texts?.Check(scalar, this);
                break;
            case DocumentScalar scalar when (type & JsonTypes.Number) != 0:
                schema.Numbers?.Check(scalar, this);
                break;
        }
    }

    private void ReportType(SchemaNode schema, DocumentNode node)
    {
        _failed = true;
        if (IsSilent)
        {
            return;
        }

        var expected = Expectation(schema);
        var unquoted = node is DocumentScalar { Style: ScalarStyle.Quoted } quoted && (CoreSchema.TypeOf(quoted.Text) & schema.Types) != 0;
        Report(node, "wrong_type", $"expected {expected}; found {Found.Describe(node)}{(unquoted ? "; leave out the quotes" : "")}", expected);
    }

    private static string Expectation(SchemaNode schema) => schema switch
    {
        { Title: { } title } => title,
        { Choices: { } choices } => choices.Values.Count == 1 ? choices.Words : $"one of {choices.Words}",
        { Texts.Format: { } format } when SchemaFormats.Violation(format, "") is { } expected => expected,
        _ => Found.Describe(schema.WantedTypes),
    };

    private List<OptIssue> IssuesOf(SchemaNode schema, DocumentNode node, JsonTypes wanted)
    {
        var outer = _issues;
        _issues = [];
        Check(schema, node, wanted);
        var issues = _issues;
        _issues = outer;
        return issues;
    }

    private bool Spend(DocumentNode node)
    {
        if (_steps < MaxSteps)
        {
            _steps++;
            return true;
        }

        if (_steps++ == MaxSteps)
        {
            _issues.Add(node.Issue("too_complex", "the schema takes too much effort to check; it has too many alternatives within alternatives"));
        }

        _failed = true;
        return false;
    }
}
