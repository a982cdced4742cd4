using OptAIC.Errors;

namespace OptAIC.Engine.Ticks;

/// <summary>The operating system did not take a tick, or did not let go of it.</summary>
/// <param name="problem">What was refused, with the system's own words.</param>
/// <param name="hint">What to do.</param>
public sealed class TickFailedException(string problem, string hint) : OptException("TickFailed", ExitCode.Failed, problem, hint);
