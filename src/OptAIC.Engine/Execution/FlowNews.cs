using OptAIC.Engine.Facade;

namespace OptAIC.Engine.Execution;

/// <summary>What happens to one flow of a plan while it is seen to.</summary>
/// <param name="Kind">What the news is.</param>
/// <param name="Run">The run, once there is one.</param>
/// <param name="Percent">How far it is.</param>
/// <param name="Text">What it does, or waits for.</param>
internal readonly record struct FlowNews(PlanProgressKind Kind, Guid? Run = null, double? Percent = null, string? Text = null);
