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
            var (label, tint) = issue.Severity == IssueSeverity.Error ? ("error", Tint.Bad) : ("warning", Tint.Warning);
            screen.Line($"{screen.Paint(label, tint)}  {Line(issue)}");
        }

        if (issues.Count == 0)
        {
            screen.Line(noneText);
        }
    }

    /// <summary>The exit code of a command that found these.</summary>
    public static ExitCode ExitCodeOf(IReadOnlyList<OptIssue> issues, ExitCode whenWrong) =>
        issues.Any(i => i.Severity == IssueSeverity.Error) ? whenWrong : ExitCode.Done;
}
