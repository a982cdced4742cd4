using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Planning;

namespace OptAIC.Cli.Tests.Harness;

/// <summary>Flows, edges and steps for tests of output.</summary>
internal static class Flows
{
    public static OptFlow Refresh(string instance, FlowStatus status = FlowStatus.Ready, params OptReason[] reasons) => new()
    {
        Id = Guid.CreateVersion7(),
        Instance = instance,
        InstanceId = Guid.CreateVersion7(),
        Flow = FlowKind.Refresh,
        Status = status,
        Reasons = reasons,
    };

    public static OptLineageEdge Edge(string upstream, string downstream, string role = "input", EdgeKind kind = EdgeKind.DataDependency) => new()
    {
        Upstream = upstream,
        UpstreamFlow = FlowKind.Refresh,
        Downstream = downstream,
        DownstreamFlow = FlowKind.Refresh,
        Kind = kind,
        Role = role,
    };

    public static OptPlanStep Step(string instance, PlanAction action = PlanAction.Run, string? outcome = null) => new()
    {
        Instance = instance,
        Flow = FlowKind.Refresh,
        Batch = 1,
        Action = action,
        Status = FlowStatus.Stale,
        Outcome = outcome,
    };
}
