using System.Globalization;
using System.Text.RegularExpressions;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Keywords <c>minLength</c>, <c>maxLength</c>, <c>pattern</c>, <c>format</c>.</summary>
internal sealed record TextRules
{
    private const int CharactersPerEffort = 16;

    public int MinLength { get; init; }

    public int MaxLength { get; init; } = int.MaxValue;

    public Regex? Pattern { get; init; }

    /// <summary>The pattern as it is written in the schema.</summary>
    public string? PatternText { get; init; }

    public string? Format { get; init; }

    /// <summary>Checks a text.</summary>
    public void Check(DocumentScalar node, SchemaEvaluation evaluation)
    {
        if (!evaluation.Spend(node, node.Text.Length / CharactersPerEffort))
        {
            return;
        }

        if (MinLength > 0 || MaxLength < int.MaxValue)
        {
            CheckLength(node, evaluation);
        }

        if (Pattern is not null && !evaluation.Matches(Pattern, node) && evaluation.FailAloud())
        {
            evaluation.ReportUnexpected(node, "pattern_mismatch", $"text that matches the pattern {Found.Shorten(PatternText!)}");
        }

        if (Format is not null && evaluation.AssertFormats && SchemaFormats.Violation(Format, node.Text) is { } expected && evaluation.FailAloud())
        {
            evaluation.ReportUnexpected(node, "bad_format", expected);
        }
    }

    private void CheckLength(DocumentScalar node, SchemaEvaluation evaluation)
    {
        var length = Length(node.Text);
        if (length < MinLength && evaluation.FailAloud())
        {
            evaluation.ReportUnexpected(node, "too_short", MinLength == 1 ? "text that is not empty" : Characters($"at least {MinLength}"));
        }
        else if (length > MaxLength && evaluation.FailAloud())
        {
            evaluation.ReportUnexpected(node, "too_long", Characters($"at most {MaxLength}"));
        }
    }

    // The standard counts characters, not UTF-16 units.
    private static int Length(string text)
    {
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            length++;
        }

        return length;
    }

    private static string Characters(FormattableString count) => count.ToString(CultureInfo.InvariantCulture) + " characters";
}
