using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Freshness;

/// <summary>A flow with one data upstream and one flow that it uses; everything is ready until something is changed.</summary>
internal sealed record Situation
{
    public static readonly FlowKey Flow = new(new Guid(3, 0, 0, new byte[8]), FlowKind.Refresh);
    public static readonly FlowKey Upstream = new(new Guid(1, 0, 0, new byte[8]), FlowKind.Refresh);
    public static readonly FlowKey Used = new(new Guid(2, 0, 0, new byte[8]), FlowKind.Optimize);
    public static readonly DateTimeOffset Now = new(2024, 1, 10, 12, 0, 0, TimeSpan.Zero);

    public FlowFacts Facts { get; init; } = FactsOf(Flow) with
    {
        LastCompleted = CompletedOf(Flow) with
        {
            LastDataDate = new(2024, 1, 9),
            InputVersions = new Dictionary<FlowKey, string> { [Upstream] = "v1" },
            UsedHashes = new Dictionary<FlowKey, string> { [Used] = FactsOf(Used).UseHash },
        },
    };

    public FlowState UpstreamState { get; init; } = ReadyStateOf(Upstream);

    public FlowState UsedState { get; init; } = ReadyStateOf(Used);

    public EvaluationTime Time { get; init; } = new(Now);

    public bool AcceptDelayed { get; init; }

    public FlowState Evaluate() => FlowStatusRules.Evaluate(
        Facts,
        [
            new(new(Upstream, Facts.Flow, EdgeKind.DataDependency, "input"), UpstreamState),
            new(new(Used, Facts.Flow, EdgeKind.Uses, "optimizer"), UsedState),
        ],
        Time,
        AcceptDelayed);

    public Situation WithCompleted(Func<CompletedRunFacts, CompletedRunFacts> change) =>
        this with { Facts = Facts with { LastCompleted = change(Facts.LastCompleted!) } };

    public static FlowFacts FactsOf(FlowKey flow) => new() { Flow = flow, DefinitionHash = "d1", ConfigHash = "c1", LastCompleted = CompletedOf(flow) };

    public static CompletedRunFacts CompletedOf(FlowKey flow) => new()
    {
        RunId = flow.Instance,
        EndedAt = Now.AddHours(-6),
        DataVersion = "v1",
        DefinitionHash = "d1",
        ConfigHash = "c1",
    };

    public static FlowState Publishing(FlowState state, string version) =>
        state with { Facts = state.Facts with { LastCompleted = state.Facts.LastCompleted! with { DataVersion = version } } };

    public static FlowState ReadyStateOf(FlowKey flow) => FlowStatusRules.Evaluate(FactsOf(flow), [], new(Now));
}
