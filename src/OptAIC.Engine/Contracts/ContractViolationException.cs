using OptAIC.Contracts;
using OptAIC.Errors;

namespace OptAIC.Engine.Contracts;

/// <summary>A contract refuses: nothing is created, run, published or promoted.</summary>
public sealed class ContractViolationException : OptException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="instance">Name of the instance.</param>
    /// <param name="reports">Everything that was checked; at least one is blocked.</param>
    public ContractViolationException(string instance, IReadOnlyList<OptContractReport> reports)
        : base("Contract", ExitCode.Refused, MessageOf(instance, reports), HintOf(instance, reports)) => Reports = reports;

    /// <summary>Everything that was checked.</summary>
    public IReadOnlyList<OptContractReport> Reports { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues => [.. Blocked(Reports).SelectMany(r => r.Issues)];

    private static IEnumerable<OptContractReport> Blocked(IEnumerable<OptContractReport> reports) => reports.Where(r => r.Outcome == ContractOutcome.Blocked);

    private static string MessageOf(string instance, IReadOnlyList<OptContractReport> reports)
    {
        var blocked = Blocked(reports).ToList();
        var what = blocked[0].Gate switch
        {
            ContractGate.Create => "is not created",
            ContractGate.BeforeRun => "does not run",
            ContractGate.OnPromotion => "is not promoted",
            _ => "publishes nothing",
        };
        return $"{instance} {what}: {string.Join("; ", blocked.Select(r => ContractText.Found(r, IssueSeverity.Error)))}";
    }

    private static string HintOf(string instance, IReadOnlyList<OptContractReport> reports) => Blocked(reports).First().Gate switch
    {
        ContractGate.OnWrite => $"readers keep the version before; mend the source, or change the contract; 'optaic runs show {instance}' has all that was checked",
        ContractGate.BeforeRun => "refresh what it reads, or change the contract",
        ContractGate.OnPromotion => $"'optaic data test {instance}' shows all that is checked",
        _ => "change the config, or the contract",
    };
}
