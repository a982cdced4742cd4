using OptAIC.Model;

namespace OptAIC.Engine.Specs;

/// <summary>A handle in another system as a spec names it.</summary>
/// <param name="System">The system, for example <c>mlflow</c>.</param>
/// <param name="Kind">What it is there.</param>
/// <param name="Id">Its id there.</param>
/// <param name="Url">Where people see it.</param>
/// <param name="Flow">The flow it belongs to; <c>null</c> for the instance.</param>
internal sealed record HandleSpec(string System, string Kind, string Id, string? Url, FlowKind? Flow);
