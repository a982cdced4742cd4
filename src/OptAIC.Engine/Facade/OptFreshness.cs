namespace OptAIC.Engine.Facade;

/// <summary>Whether a flow may start now, and what stands in the way.</summary>
/// <param name="Flow">The flow with status and reasons.</param>
/// <param name="AllReady">Whether every transitive upstream is ready.</param>
/// <param name="Blockers">Those that are not, nearest first.</param>
public sealed record OptFreshness(OptFlow Flow, bool AllReady, IReadOnlyList<OptFlow> Blockers);
