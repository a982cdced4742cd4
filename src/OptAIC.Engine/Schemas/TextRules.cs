using System.Globalization;
using System.Text.RegularExpressions;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Keywords <c>minLength</c>, <c>maxLength</c>, <c>pattern</c>, <c>format</c>.</summary>
internal sealed record TextRules
{
    public int MinLength { get; init; }

    public int MaxLength { get; init; } = int.MaxValue;

    public Regex? Pattern { get; init; }

    public string? Format { get; init; }

    /// <summary>Checks a text.</summary>
    public void Check(DocumentScalar node, SchemaEvaluation evaluation)
    {
        if (MinLength > 0 || MaxLength < int.MaxValue)
        {
            CheckLength(node, evaluation);
        }

        if (Pattern is not null && !evaluation.Matches(Pattern, node.Text))
        {
            evaluation.ReportUnexpected(node, "pattern_mismatch", $"text that matches the pattern {Pattern}");
        }

        if (Format is not null && evaluation.AssertFormats && SchemaFormats.Violation(Format, node.Text) is { } expected)
        {
            evaluation.ReportUnexpected(node, "bad_format", expected);
        }
    }

    private void CheckLength(DocumentScalar node, SchemaEvaluation evaluation)
    {
        // The standard counts characters, not UTF-16 units.
        var length = node.Text.EnumerateRunes().Count();
        if (length < MinLength)
        {
            evaluation.ReportUnexpected(node, "too_short", MinLength == 1 ? "text that is not empty" : Characters($"at least {MinLength}"));
        }
        else if (length > MaxLength)
        {
            evaluation.ReportUnexpected(node, "too_long", Characters($"at most {MaxLength}"));
        }
    }

    private static string Characters(FormattableString count) => count.ToString(CultureInfo.InvariantCulture) + " characters";
}
