using System.Globalization;
using OptAIC.Errors;

namespace OptAIC.Cli.Output;

/// <summary>Findings of a check.</summary>
internal static class IssueOutput
{
    /// <summary>A finding in one line: <c>file:line:column: /pointer: message</c>.</summary>
    public static string Line(OptIssue issue) => issue.ToString().ReplaceLineEndings(" ");

    /// <summary>Writes all findings, or that there are none.</summary>
    public static void Write(Screen screen, IReadOnlyList<OptIssue> issues, string noneText)
    {
        foreach (var issue in issues)
        {
            var (label, tint) = Severity(issue);
            screen.Line($"{screen.Paint(label, tint)}  {Line(issue)}");
        }

        if (issues.Count == 0)
        {
            screen.Line(noneText);
        }
    }

    /// <summary>Everything about each finding: severity, code, place and message, how many values it is about, and a few of them.</summary>
    public static void WriteAll(Screen screen, IReadOnlyList<OptIssue> issues, string indent)
    {
        var width = issues.Max(i => i.Code.Length);
        foreach (var issue in issues)
        {
            var (label, tint) = Severity(issue);
            var count = issue.Count is { } many ? $"  ({many.ToString("N0", CultureInfo.InvariantCulture)})" : "";
            screen.Line($"{indent}{screen.Paint(label.PadRight(7), tint)}  {issue.Code.PadRight(width)}  {Line(issue)}{count}");
            if (issue.Sample.Count > 0)
            {
                screen.Line($"{indent}{new string(' ', 7 + 2 + width + 2)}for example {string.Join(", ", issue.Sample.Take(3)).ReplaceLineEndings(" ")}");
            }
        }
    }

    /// <summary>The exit code of a command that found these.</summary>
    public static ExitCode ExitCodeOf(IReadOnlyList<OptIssue> issues, ExitCode whenWrong) =>
        issues.Any(i => i.Severity == IssueSeverity.Error) ? whenWrong : ExitCode.Done;

    private static (string Label, Tint Tint) Severity(OptIssue issue) => issue.Severity == IssueSeverity.Error ? ("error", Tint.Bad) : ("warning", Tint.Warning);
}
