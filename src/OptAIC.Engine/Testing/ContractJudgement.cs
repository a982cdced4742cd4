using OptAIC.Contracts;
using OptAIC.Model;

namespace OptAIC.Engine.Testing;

/// <summary>Compares what became of contracts with what a case expects of them.</summary>
internal static class ContractJudgement
{
    /// <summary>Everything that is not as expected. Where several contracts are meant, all of them are to hold, and one of them is to do anything else.</summary>
    /// <param name="expected">What the case expects.</param>
    /// <param name="reports">Every contract that was checked.</param>
    public static IEnumerable<OptIssue> Differences(IReadOnlyList<ExpectedContract> expected, IReadOnlyList<OptContractReport> reports) =>
        expected.Select(e => Difference(e, reports)).OfType<OptIssue>();

    private static OptIssue? Difference(ExpectedContract expected, IReadOnlyList<OptContractReport> reports)
    {
        var meant = reports.Where(r => r.Kind == expected.Kind && (expected.Contract is not { } part || r.Contract.Contains(part, StringComparison.OrdinalIgnoreCase))).ToList();
        if (meant.Count == 0)
        {
            var checkedOnes = reports.Count == 0 ? "none was" : $"those were {string.Join(", ", reports.Select(Name).Distinct())}";
            return expected.Position.Issue("missing_contract", $"the contract {Name(expected)} was not checked; {checkedOnes}");
        }

        var other = expected.Outcome == ContractOutcome.Passed ? meant.FirstOrDefault(r => r.Outcome != expected.Outcome)
            : meant.Exists(r => r.Outcome == expected.Outcome) ? null : meant[0];
        if (other is not null)
        {
            var why = other.Issues.Count == 0 ? "" : $": {string.Join("; ", other.Issues.Select(i => i.Message))}";
            return expected.Position.Issue("different_contract", $"{Name(other)}: expected {SnakeCase.Of(expected.Outcome)}, found {SnakeCase.Of(other.Outcome)}{why}") with
            {
                Expected = SnakeCase.Of(expected.Outcome),
                Found = SnakeCase.Of(other.Outcome),
            };
        }

        var codes = meant.Where(r => r.Outcome == expected.Outcome).SelectMany(r => r.Issues).Select(i => i.Code).Distinct().ToList();
        return expected.Codes.FirstOrDefault(c => !codes.Contains(c, StringComparer.Ordinal)) is { } missing
            ? expected.Position.Issue("missing_issue", $"{Name(expected)}: expected an issue '{missing}', found {(codes.Count == 0 ? "none" : string.Join(", ", codes))}") with { Expected = missing, Found = string.Join(", ", codes) }
            : null;
    }

    private static string Name(ExpectedContract expected) => expected.Contract is { } part ? $"{expected.Kind} with '{part}'" : expected.Kind;

    private static string Name(OptContractReport report) => report.Contract.Length == 0 ? report.Kind : $"{report.Kind} {report.Contract}";
}
