using System.Text.Json;
using OptAIC.Contracts;
using OptAIC.Engine.Contracts.Checks;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Workspaces;
using OptAIC.Quant.Contracts;

namespace OptAIC.Engine.Contracts;

/// <summary>The gate of creation and change: what of a config contradicts a contract before there are any data.</summary>
internal static class CreationContracts
{
    /// <summary>Checks an instance that is not written yet.</summary>
    /// <exception cref="ContractViolationException">A contract refuses it.</exception>
    public static void Check(WorkspaceContext workspace, WorkspaceSnapshot snapshot, InstanceDraft draft)
    {
        var document = draft.Document;
        var contracts = InstanceContracts.Of(workspace, document, part => part.Shared ? InstanceFolder.Document(snapshot.PathsOf(part.Instance)) : draft.Parts[part.Role]);
        var reports = contracts
            .Where(c => ContractKind.Find(c.Contract.Kind)?.Gates.Contains(ContractGate.Create) == true)
            .Select(c => ContractGates.Report(ContractGate.Create, document.Stage, c, document.Name, new ContractCheck(1, [.. Contradictions(c, document)])))
            .ToList();
        ContractGates.Enforce(document.Name, reports);
    }

    private static IEnumerable<ContractFinding> Contradictions(BoundContract contract, InstanceDocument document) => contract.Contract.Kind == "signal.bounds"
        ? document.SignalSpec is { } spec ? Apart(contract.Contract.Config, spec) : []
        : PortfolioChecks.InConfig(contract.Contract.Kind, contract.Contract.Config, document.Config);

    // Bounds that have nothing in common can never both hold.
    private static IEnumerable<ContractFinding> Apart(JsonElement contract, JsonElement spec)
    {
        if (spec.Number("min") > contract.Number("max") || spec.Number("max") < contract.Number("min"))
        {
            yield return new("bounds_contradict", "no value satisfies both the contract and signal_spec", 1, []);
        }
    }
}
