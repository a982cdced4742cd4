namespace OptAIC.Model;

/// <summary>A flow that is made with an instance, and the type of its runs.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="RunType">The type of its runs.</param>
public readonly record struct PairedFlow(FlowKind Flow, RunType RunType);
