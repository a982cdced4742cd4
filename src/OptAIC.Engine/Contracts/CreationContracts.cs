using System.Text.Json;
using OptAIC.Contracts;
using OptAIC.Engine.Contracts.Checks;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Expressions;
using OptAIC.Engine.Flows;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Naming;
using OptAIC.Quant.Contracts;
using OptAIC.Quant.Expressions;

namespace OptAIC.Engine.Contracts;

/// <summary>The gate of creation and change: what of a config contradicts a contract before there are any data.</summary>
internal static class CreationContracts
{
    /// <summary>Checks an instance that is not written yet, and pins what the conditions of its contracts call.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="snapshot">What is in it.</param>
    /// <param name="draft">The instance.</param>
    /// <param name="pinned">Versions that it has pinned already.</param>
    /// <exception cref="InvalidSpecException">A condition that a definition or a part brings along cannot be read; all are listed.</exception>
    /// <exception cref="ContractViolationException">A contract refuses it.</exception>
    public static InstanceDraft Check(WorkspaceContext workspace, WorkspaceSnapshot snapshot, InstanceDraft draft, IReadOnlyList<PinnedDefinition> pinned)
    {
        var document = draft.Document;
        var contracts = InstanceContracts.Of(workspace, document, part => part.Shared ? InstanceFolder.Document(snapshot.PathsOf(part.Instance)) : draft.Parts[part.Role]);
        // An instance has one version of a name: what its expression calls, its contracts call too.
        var called = Called(contracts, new DefinitionMacros(workspace.Definitions, [.. document.Macros, .. pinned]));
        var reports = contracts
            .Where(c => ContractKind.Find(c.Contract.Kind)?.Gates.Contains(ContractGate.Create) == true)
            .Select(c => ContractGates.Report(ContractGate.Create, document.Stage, c, document.Name, new ContractCheck(1, [.. Contradictions(c, document)])))
            .ToList();
        ContractGates.Enforce(document.Name, reports);
        return draft with { Document = document with { Macros = [.. document.Macros.Concat(called).DistinctBy(m => m.Name, InstanceName.Comparer)] }, Contracts = reports };
    }

    /// <summary>Says what the gate has found and let pass.</summary>
    public static void Warn(WorkspaceContext workspace, InstanceDraft draft)
    {
        foreach (var report in draft.Contracts.Where(r => r.Outcome == ContractOutcome.Warned))
        {
            workspace.Warn($"{report.Instance}: {ContractText.Found(report, IssueSeverity.Warning)}");
        }
    }

    private static IReadOnlyList<PinnedDefinition> Called(IReadOnlyList<BoundContract> contracts, DefinitionMacros macros)
    {
        var issues = new List<OptIssue>();
        foreach (var contract in contracts.Where(c => c.Contract.Kind == ContractKind.Assert))
        {
            var text = contract.Contract.Config.Text("expression")!;
            try
            {
                Expression.Parse(text, macros);
            }
            catch (ExpressionException error)
            {
                issues.Add(new OptIssue
                {
                    Severity = IssueSeverity.Error,
                    Code = "invalid_expression",
                    Message = $"a contract of {contract.Source}: {new InvalidExpressionException(text, error).Message}",
                    Expected = error.Expected,
                    Found = error.Found,
                });
            }
        }

        return issues.Count == 0 ? macros.Used : throw new InvalidSpecException(issues);
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
