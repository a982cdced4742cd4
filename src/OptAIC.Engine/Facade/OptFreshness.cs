namespace OptAIC.Engine.Facade;

/// <summary>Whether a flow may start now, and what stands in the way.</summary>
/// <param name="Flow">The flow with status and reasons.</param>
/// <param name="AllReady">Whether every transitive upstream is ready.</param>
/// <param name="Blockers">Those that are not, nearest first.</param>
public sealed record OptFreshness(OptFlow Flow, bool AllReady, IReadOnlyList<OptFlow> Blockers)
{
    /// <summary>The evaluation, rule by rule, down to the root causes; empty when it was not asked for.</summary>
    public IReadOnlyList<OptCheck> Checks { get; init; } = [];
}
