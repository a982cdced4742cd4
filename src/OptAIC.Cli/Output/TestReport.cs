namespace OptAIC.Cli.Output;

/// <summary>What became of all cases of a definition: the JSON form.</summary>
/// <param name="Definition">The definition, with its version; <c>null</c> when its folder is not valid.</param>
/// <param name="Issues">What checking its folder found.</param>
/// <param name="Results">The cases.</param>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Skipped">How many were not run.</param>
internal sealed record TestReport(string? Definition, IReadOnlyList<OptIssue> Issues, IReadOnlyList<OptTestResult> Results, int Passed, int Failed, int Skipped)
{
    /// <summary>The report of these results.</summary>
    public static TestReport Of(string? definition, IReadOnlyList<OptIssue> issues, IReadOnlyList<OptTestResult> results) => new(
        definition,
        issues,
        results,
        results.Count(r => r.Outcome == TestOutcome.Passed),
        results.Count(r => r.Outcome == TestOutcome.Failed),
        results.Count(r => r.Outcome == TestOutcome.Skipped));
}
