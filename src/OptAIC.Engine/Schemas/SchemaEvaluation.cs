using System.Diagnostics;
using System.Text.RegularExpressions;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>One check of one document: collects the violations, and keeps the effort within bounds.</summary>
internal sealed class SchemaEvaluation
{
    // In units of looking at a key or an item.
    private const int MaxEffort = 20_000_000;
    private const int EffortOfCheck = 10;
    private const int EffortOfReport = 200;

    private static readonly TimeSpan MaxMatching = TimeSpan.FromSeconds(1);

    private List<OptIssue> _issues = [];
    private IssueCollector _collector;
    private int _silent;
    private bool _failed;
    private int _violations;
    private int _effort;
    private long _matching;
    private OptIssue? _exhausted;

    public SchemaEvaluation(bool assertFormats)
    {
        AssertFormats = assertFormats;
        _collector = new IssueCollector(_issues);
    }

    /// <summary>The violations so far.</summary>
    public IReadOnlyList<OptIssue> Issues => _exhausted is null ? _issues : [.. _issues, _exhausted];

    /// <summary>Whether <c>format</c> is checked, or an annotation only.</summary>
    public bool AssertFormats { get; }

    /// <summary>Whether only the outcome matters, so that no message need be made.</summary>
    public bool IsSilent => _silent > 0 || _collector.IsFull;

    /// <summary>Checks a value; bare text may take the types that the schema wants.</summary>
    public void Check(SchemaNode schema, DocumentNode node) => Check(schema, node, JsonTypes.Any);

    /// <summary>Checks a value whose types are narrowed already by another schema that applies to it.</summary>
    public void Check(SchemaNode schema, DocumentNode node, JsonTypes wanted)
    {
        if (!Spend(node, EffortOfCheck) || (IsSilent && _failed))
        {
            return;
        }

        if (schema.Never)
        {
            if (FailAloud())
            {
                Report(node, "excluded", $"nothing is allowed here; found {Found.Describe(node)}", "nothing");
            }

            return;
        }

        wanted &= schema.WantedTypes;
        var type = node is DocumentScalar scalar ? scalar.TypeAmong(wanted) : node.NaturalType;
        if ((type & schema.Types) == 0)
        {
            if (FailAloud())
            {
                ReportType(schema, node);
            }

            return;
        }

        var violations = _violations;
        schema.Choices?.Check(node, wanted, this);
        CheckContent(schema, node, type, wanted);
        schema.Combination?.Check(node, wanted, this);
        schema.Unevaluated?.Check(schema, node, wanted, _violations > violations, this);
    }

    /// <summary>Whether a value satisfies a schema; reports nothing.</summary>
    public bool Holds(SchemaNode schema, DocumentNode node, JsonTypes wanted = JsonTypes.Any)
    {
        var (failedBefore, violationsBefore) = (_failed, _violations);
        _failed = false;
        _silent++;
        Check(schema, node, wanted);
        var holds = !_failed;
        _silent--;
        (_failed, _violations) = (failedBefore, violationsBefore);
        return holds;
    }

    /// <summary>Records that the value does not hold.</summary>
    /// <returns>Whether somebody wants to know why.</returns>
    public bool FailAloud()
    {
        _failed = true;
        _violations++;
        return !IsSilent;
    }

    /// <summary>Records why a value does not hold, after <see cref="FailAloud"/>.</summary>
    public void Report(DocumentNode node, string code, string message, string? expected, string? found = null)
    {
        if (Spend(node, EffortOfReport))
        {
            _collector.Add(node.Issue(code, message) with { Expected = expected, Found = found ?? Found.Describe(node) });
        }
    }

    /// <summary>Records that something else was expected, after <see cref="FailAloud"/>.</summary>
    public void ReportUnexpected(DocumentNode node, string code, string expected) =>
        Report(node, code, $"expected {expected}; found {Found.Describe(node)}", expected);

    /// <summary>Reports why no alternative fits: the violations of the one that is nearest, else what all of them expect.</summary>
    public void ReportNearest(SchemaNode[] alternatives, DocumentNode node, JsonTypes wanted)
    {
        if (!FailAloud())
        {
            return;
        }

        var fitting = alternatives.Where(a => !a.Never && node.NaturalType is JsonTypes.Object or JsonTypes.Array && (a.WantedTypes & node.NaturalType) != 0);
        var nearest = fitting.Select(a => IssuesOf(a, node, wanted)).MinBy(issues => issues.Count);
        if (nearest is null)
        {
            var expected = Found.Shorten(string.Join("; or ", alternatives.Take(20).Select(Expectation).Distinct()), 400);
            Report(node, "no_alternative", $"expected {expected}; found {Found.Describe(node)}", expected);
            return;
        }

        foreach (var issue in nearest)
        {
            _collector.Add(issue);
        }
    }

    /// <summary>Whether a text matches. Patterns that take too long end the check with an issue.</summary>
    public bool Matches(Regex pattern, DocumentScalar text)
    {
        if (_exhausted is not null)
        {
            return true;
        }

        var start = Stopwatch.GetTimestamp();
        try
        {
            return pattern.IsMatch(text.Text);
        }
        catch (RegexMatchTimeoutException)
        {
            Exhaust(text, $"a pattern of the schema takes too long on {Found.Describe(text)}; it repeats something that repeats already");
            return true;
        }
        finally
        {
            _matching += Stopwatch.GetTimestamp() - start;
            if (_matching > MaxMatching.TotalSeconds * Stopwatch.Frequency)
            {
                Exhaust(text, "the patterns of the schema take too long on this document");
            }
        }
    }

    /// <summary>Counts effort.</summary>
    /// <returns>Whether the check may go on; if not, an issue says so.</returns>
    public bool Spend(DocumentNode node, int effort)
    {
        if (_exhausted is not null)
        {
            return false;
        }

        if (effort <= MaxEffort - _effort)
        {
            _effort += effort;
            return true;
        }

        Exhaust(node, "the schema takes too much effort to check; it has too many alternatives within alternatives");
        return false;
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
        var expected = Expectation(schema);
        var unquoted = node is DocumentScalar { Style: ScalarStyle.Quoted } quoted && (CoreSchema.TypeOf(quoted.Text) & schema.Types) != 0;
        Report(node, "wrong_type", $"expected {expected}; found {Found.Describe(node)}{(unquoted ? "; leave out the quotes" : "")}", expected);
    }

    private static string Expectation(SchemaNode schema) => schema switch
    {
        { Title: { } title } => Found.Shorten(title),
        { Choices: { } choices } => choices.Values.Count == 1 ? choices.Words : $"one of {choices.Words}",
        { Texts.Format: { } format } when SchemaFormats.Violation(format, "") is { } expected => expected,
        _ => Found.Describe(schema.WantedTypes),
    };

    private List<OptIssue> IssuesOf(SchemaNode schema, DocumentNode node, JsonTypes wanted)
    {
        var (outer, outerCollector) = (_issues, _collector);
        _issues = [];
        _collector = new IssueCollector(_issues);
        Check(schema, node, wanted);
        var issues = _issues;
        (_issues, _collector) = (outer, outerCollector);
        return issues;
    }

    // Nothing that is found from here on means anything.
    private void Exhaust(DocumentNode node, string message)
    {
        _failed = true;
        _exhausted ??= node.Issue("too_complex", message) with { Expected = "a schema that is checked in bounded effort", Found = Found.Describe(node) };
    }
}
