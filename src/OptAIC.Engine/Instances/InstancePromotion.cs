using OptAIC.Contracts;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>Promotes an instance, or takes it back: from dataset to signal in place, and through the stages. Whoever goes forward passes the contracts.</summary>
internal sealed class InstancePromotion(WorkspaceContext workspace, WorkspaceSnapshot snapshot, InstanceRow instance, PublishRequest request)
{
    private readonly PresentInstance _present = PresentInstance.Read(workspace, instance);

    private InstanceDocument Before => _present.Document;

    private InstanceType ToType => request.To ?? Before.Type;

    private InstanceStage ToStage => request.Stage ?? Before.Stage;

    private bool IsForward => PromotionRules.IsForward(Before.Stage, ToStage, Before.Type, ToType);

    /// <summary>Checks everything, and unless it is only to be shown, makes the change.</summary>
    /// <exception cref="PromotionRefusedException">Its status, its runs or its readers stand in the way.</exception>
    /// <exception cref="ContractViolationException">A contract does.</exception>
    /// <exception cref="NotPublishedException">It has published nothing that contracts could judge.</exception>
    public async Task<OptPromotion> PromoteAsync(bool whatIf, CancellationToken cancellation)
    {
        CheckRequest();
        var after = SignalConversion.Apply(workspace, snapshot, _present, ToType, request);
        CreationContracts.Warn(workspace, after);
        var promotion = new OptPromotion
        {
            Name = Before.Name,
            InstanceId = Before.Id,
            FromType = Before.Type,
            ToType = ToType,
            FromStage = Before.Stage,
            ToStage = ToStage,
            IsPreview = whatIf,
            At = workspace.Time.GetUtcNow(),
            By = workspace.Actor,
            Reason = request.Reason,
        };
        if (!promotion.Changed)
        {
            return promotion;
        }

        CheckObstacles();
        if (IsForward && instance.Flows.Count > 0)
        {
            promotion = await CheckContractsAsync(promotion, after.Document, whatIf, cancellation).ConfigureAwait(false);
        }

        if (!whatIf)
        {
            Write(promotion, after, cancellation);
        }

        return promotion;
    }

    private void CheckRequest()
    {
        if (PromotionRules.TypeProblem(Before.Type, ToType) is { } problem)
        {
            throw Refused("other_type", problem, "only datasets and signals change their type");
        }

        var hasSpec = request.SignalSpecFile is not null || request.SignalSpec.Count > 0;
        if (hasSpec && (Before.Type == ToType || ToType != InstanceType.SignalInstance))
        {
            throw Refused("no_conversion", $"a signal's spec is given where {Before.Name} ({Before.Type}) does not become a signal", "change the spec of a signal with 'optaic instance set'");
        }
    }

    private void CheckObstacles()
    {
        var obstacles = PromotionRules.Obstacles(Before.Stage, ToStage, request.Force, Facts()).ToList();
        if (Before.Type == InstanceType.SignalInstance && ToType == InstanceType.DatasetInstance && !request.Force)
        {
            var readers = snapshot.Instances.Where(i => i.Upstream.Any(e => e.Upstream.Instance == instance.Id && IsSignalRole(e.Role))).Select(i => i.Name).ToList();
            if (readers.Count > 0)
            {
                obstacles.Add(new OptIssue { Severity = IssueSeverity.Error, Code = "used_as_signal", Message = $"{string.Join(", ", readers)} read{(readers.Count == 1 ? "s" : "")} it as a signal" });
            }
        }

        if (obstacles.Count > 0)
        {
            throw new PromotionRefusedException(Before.Name, obstacles, Hint(obstacles[0].Code));
        }
    }

    private static bool IsSignalRole(string role) => role is "signal" or "secondary_signal";

    private string Hint(string code) => code switch
    {
        "stage_left_out" or "used_as_signal" => "take one step at a time, or use --force",
        _ => $"run 'optaic refresh +{Before.Name}' first",
    };

    private List<PromotionFacts> Facts()
    {
        var states = snapshot.States(new EvaluationTime(workspace.Time.GetUtcNow()));
        return [.. instance.Flows.Select(flow =>
        {
            var state = states[flow.Key];
            return new PromotionFacts(
                snapshot.NameOf(flow.Key),
                state.Status == FlowStatus.Ready,
                SnakeCase.Of(state.Status),
                state.Reasons.Count > 0 ? state.Reasons[0].Detail : "no reason is known",
                flow.LastRun is { Failed: false });
        })];
    }

    private async Task<OptPromotion> CheckContractsAsync(OptPromotion promotion, InstanceDocument after, bool whatIf, CancellationToken cancellation)
    {
        var reports = await new InstanceTest(workspace, snapshot).CheckAsync(instance, after, ContractGate.OnPromotion, ToStage, new ContractTestRequest(), cancellation).ConfigureAwait(false);
        if (!whatIf && reports.Any(r => r.Outcome == ContractOutcome.Blocked))
        {
            workspace.Activity.Append("instance.promotion_refused", Before.Name, Payload(promotion));
        }

        ContractGates.Enforce(Before.Name, reports);
        return promotion with { Contracts = reports, DataVersion = PublishedData.Current(workspace.PathsOf(instance.Directory))?.Version };
    }

    private void Write(OptPromotion promotion, InstanceDraft after, CancellationToken cancellation)
    {
        var run = IsForward ? PublishedData.Current(workspace.PathsOf(instance.Directory))?.RunId : null;
        var record = new PromotionDocument(
            promotion.At, promotion.By, new(Before.Type, Before.Stage), new(ToType, ToStage), promotion.Reason, promotion.DataVersion, run, promotion.Contracts);
        var document = after.Document with { Stage = ToStage, Promotions = [.. Before.Promotions, record] };
        new InstanceChange(workspace, snapshot).Apply(instance, after with { Document = document }, IsForward ? "instance.promoted" : "instance.demoted", cancellation, Payload(promotion));
    }

    private static (string Name, string? Value)[] Payload(OptPromotion promotion) =>
    [
        ("from", $"{promotion.FromType}, {SnakeCase.Of(promotion.FromStage)}"),
        ("to", $"{promotion.ToType}, {SnakeCase.Of(promotion.ToStage)}"),
        ("reason", promotion.Reason),
    ];

    private PromotionRefusedException Refused(string code, string problem, string hint) =>
        new(Before.Name, [new OptIssue { Severity = IssueSeverity.Error, Code = code, Message = problem }], hint);
}
