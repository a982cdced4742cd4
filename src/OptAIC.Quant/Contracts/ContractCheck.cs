namespace OptAIC.Quant.Contracts;

/// <summary>What a rule found in data.</summary>
/// <param name="Checked">How many values, rows or metrics were looked at.</param>
/// <param name="Findings">What breaks the rule; empty when nothing does.</param>
public sealed record ContractCheck(long Checked, IReadOnlyList<ContractFinding> Findings)
{
    /// <summary>Whether nothing breaks the rule.</summary>
    public bool Passed => Findings.All(f => f.IsRemark);
}
