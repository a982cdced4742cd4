using OptAIC.Errors;

namespace OptAIC.Engine.Transfer;

/// <summary>A directory is not taken in as an instance.</summary>
/// <param name="problem">Why.</param>
/// <param name="hint">What to do.</param>
public sealed class AdoptionRefusedException(string problem, string hint) : OptException("AdoptionRefused", ExitCode.Usage, problem, hint);
