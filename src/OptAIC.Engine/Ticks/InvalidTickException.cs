using OptAIC.Errors;

namespace OptAIC.Engine.Ticks;

/// <summary>A tick cannot be written down as it was asked for.</summary>
/// <param name="problem">What is wrong.</param>
/// <param name="hint">What to do.</param>
public sealed class InvalidTickException(string problem, string hint) : OptException("InvalidTick", ExitCode.Usage, problem, hint);
