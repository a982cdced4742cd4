using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Planning;

/// <summary>A flow in a plan.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Action">What is done with it.</param>
/// <param name="State">Its status when the plan was made.</param>
/// <param name="Reasons">Why; for a skip of something ready, empty.</param>
public sealed record PlannedFlow(FlowKey Flow, PlanAction Action, FlowState State, IReadOnlyList<StatusReason> Reasons);
