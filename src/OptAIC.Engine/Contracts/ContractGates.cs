using OptAIC.Contracts;
using OptAIC.Definitions;
using OptAIC.Engine.Contracts.Checks;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Expressions;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Errors;
using OptAIC.Quant.Contracts;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Contracts;

/// <summary>Checks contracts at a gate and reports every one of them, those that hold too. Whether a violation refuses is the stage's to say.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="pinned">Versions of what conditions call; of what is not among them, the newest.</param>
internal sealed class ContractGates(WorkspaceContext workspace, IReadOnlyList<PinnedDefinition> pinned)
{
    private const string Inputs = "inputs";

    private readonly DefinitionMacros _macros = new(workspace.Definitions, pinned);

    /// <summary>Checks those of the contracts that belong to the gate.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="stage">Stage of the instance; at a promotion the stage that it is to have.</param>
    /// <param name="contracts">The contracts.</param>
    /// <param name="subject">What is judged.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <param name="isUpstream">Whether they are those of an upstream, over what it has published.</param>
    public async Task<IReadOnlyList<OptContractReport>> CheckAsync(ContractGate gate, InstanceStage stage, IEnumerable<BoundContract> contracts, ContractSubject subject, CancellationToken cancellation, bool isUpstream = false)
    {
        var reports = new List<OptContractReport>();
        foreach (var contract in contracts.Where(c => BelongsTo(gate, c.Contract, isUpstream)))
        {
            cancellation.ThrowIfCancellationRequested();
            ContractCheck? check;
            try
            {
                check = await CheckAsync(contract, gate, subject, cancellation).ConfigureAwait(false);
            }
            catch (OptException error) when (error is not ContractViolationException)
            {
                check = new(0, [new("not_checkable", error.Message, 1, [])]);
            }

            reports.Add(Report(gate, stage, contract, subject.Instance, check));
        }

        return reports;
    }

    /// <summary>Refuses when a contract does.</summary>
    /// <exception cref="ContractViolationException">One of them is blocked.</exception>
    public static void Enforce(string instance, IReadOnlyList<OptContractReport> reports)
    {
        if (reports.Any(r => r.Outcome == ContractOutcome.Blocked))
        {
            throw new ContractViolationException(instance, reports);
        }
    }

    /// <summary>The report of a check.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="stage">Stage of the instance.</param>
    /// <param name="bound">The contract.</param>
    /// <param name="instance">Name of the instance.</param>
    /// <param name="check">What was found; <c>null</c> when there was nothing to check.</param>
    public static OptContractReport Report(ContractGate gate, InstanceStage stage, BoundContract bound, string instance, ContractCheck? check)
    {
        var enforcement = ContractPolicy.At(stage, bound.Contract.Enforcement);
        var issues = ContractPolicy.Weigh(enforcement, [.. (check?.Findings ?? []).Select(Issue)]);
        return new OptContractReport
        {
            Instance = instance,
            Kind = bound.Contract.Kind,
            Contract = ContractText.Of(bound.Contract),
            Source = bound.Source,
            Gate = gate,
            Enforcement = enforcement,
            Outcome = check is null ? ContractOutcome.NotChecked : ContractPolicy.Judge(enforcement, issues),
            Checked = check?.Checked ?? 0,
            Issues = issues,
        };
    }

    // Contracts over what a flow reads belong before the run; over what it makes, behind it. Who asks, and who promotes, sees both.
    private static bool BelongsTo(ContractGate gate, GuardrailContract contract, bool isUpstream) =>
        ContractKind.Find(contract.Kind)?.Gates.Contains(gate) == true
        && gate switch
        {
            ContractGate.BeforeRun => isUpstream || !IsOverOutput(contract),
            ContractGate.OnWrite => IsOverOutput(contract),
            _ => true,
        };

    /// <summary>Whether a contract is about an instance's own data, not about what it reads.</summary>
    public static bool IsOverOutput(GuardrailContract contract) => contract.Config.Text("of") != Inputs;

    private async Task<ContractCheck?> CheckAsync(BoundContract bound, ContractGate gate, ContractSubject subject, CancellationToken cancellation)
    {
        var (kind, config) = (bound.Contract.Kind, bound.Contract.Config);
        return kind switch
        {
            "dataset.schema" => Each(DatasetChecks.Schema),
            "dataset.freshness" => Each(DatasetChecks.Freshness),
            "dataset.coverage" => Each(DatasetChecks.Coverage),
            "pit.policy" => DatasetChecks.PointInTime(config, subject),
            "signal.bounds" => SignalChecks.Bounds(config, subject),
            "signal.coverage" => SignalChecks.Coverage(config, subject),
            "portfolio.weights" => PortfolioChecks.Weights(config, subject),
            "portfolio.leverage" => PortfolioChecks.Leverage(config, subject),
            "portfolio.turnover" => PortfolioChecks.Turnover(config, subject),
            "portfolio.concentration" => PortfolioChecks.Concentration(config, subject),
            "model.performance" => MetricChecks.Performance(config, subject),
            "ml.validation" => MetricChecks.Validation(config, subject),
            ContractKind.Assert => Each((c, data, _, s) => AssertCheck.Check(c, data, s, _macros, cancellation)),
            ContractKind.Command => await new CommandCheck(workspace.Paths.Staging).CheckAsync(bound, gate, subject, cancellation).ConfigureAwait(false),
            _ => throw new InvalidOperationException($"the contract '{kind}' has no check"),
        };

        ContractCheck? Each(Func<System.Text.Json.JsonElement, Panel?, DateOnly?, ContractSubject, ContractCheck?> check)
        {
            if (IsOverOutput(bound.Contract))
            {
                return check(config, subject.Data.Value, subject.LastDataDate, subject);
            }

            var checks = subject.Inputs.Select(i => (i.Name, Check: check(config, i.Data.Value, i.LastDataDate, subject))).Where(c => c.Check is not null).ToList();
            return checks.Count == 0 ? null : new(checks.Sum(c => c.Check!.Checked), [.. checks.SelectMany(c => c.Check!.Findings.Select(f => f with { Message = $"{c.Name}: {f.Message}" }))]);
        }
    }

    private static OptIssue Issue(ContractFinding finding) => new()
    {
        Severity = finding.IsRemark ? IssueSeverity.Warning : IssueSeverity.Error,
        Code = finding.Code,
        Message = finding.Message,
        Pointer = finding.Column is { } column ? JsonPointer.Append("", column) : null,
        Count = finding.Count,
        Sample = finding.Sample,
    };
}
