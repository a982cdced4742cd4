using OptAIC.Model;

namespace OptAIC.Cli.Output;

/// <summary>Test results for people.</summary>
internal static class TestOutput
{
    /// <summary>A case in a line, and what was not as expected below it.</summary>
    public static void Write(Screen screen, OptTestResult result)
    {
        var tint = result.Outcome switch
        {
            TestOutcome.Passed => Tint.Good,
            TestOutcome.Failed => Tint.Bad,
            _ => Tint.Warning,
        };
        var duration = result.Outcome == TestOutcome.Skipped ? "" : Words.Of(result.Duration);
        screen.Line($"{screen.Paint($"{SnakeCase.Of(result.Outcome),-7}", tint)}  {result.Case}{(duration.Length > 0 ? $"  {screen.Paint(duration, Tint.Faint)}" : $": {result.Message}")}");
        if (result.Outcome == TestOutcome.Failed)
        {
            WriteFailure(screen, result);
        }

        foreach (var warning in result.Warnings)
        {
            screen.Line($"  {screen.Paint("warning", Tint.Warning)}: {warning}");
        }

        if (result.Workspace is { } workspace)
        {
            screen.Line($"  kept in {workspace}");
        }
    }

    /// <summary>How many of each.</summary>
    public static void WriteSummary(Screen screen, string definition, TestReport report, TimeSpan duration)
    {
        var counts = $"{report.Passed} passed, {report.Failed} failed" + (report.Skipped > 0 ? $", {report.Skipped} skipped" : "");
        screen.Line($"{definition}: {screen.Paint(counts, report.Failed > 0 ? Tint.Bad : Tint.Good)} in {Words.Of(duration)}");
    }

    private static void WriteFailure(Screen screen, OptTestResult result)
    {
        if (result.Differences.Count == 0)
        {
            screen.Line($"  {result.File}:{result.Line ?? 1}: {result.Message}");
        }

        foreach (var difference in result.Differences)
        {
            screen.Line($"  {IssueOutput.Line(difference)}");
        }

        foreach (var line in result.Log)
        {
            screen.Line(screen.Paint($"  | {line}", Tint.Faint));
        }
    }
}
