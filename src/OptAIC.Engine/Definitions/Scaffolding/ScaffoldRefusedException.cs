using OptAIC.Errors;

namespace OptAIC.Engine.Definitions.Scaffolding;

/// <summary>A new definition cannot be made as asked. Nothing was written.</summary>
/// <param name="problem">Why.</param>
/// <param name="hint">What to do.</param>
public sealed class ScaffoldRefusedException(string problem, string hint) : OptException("ScaffoldRefused", ExitCode.Usage, problem, hint);
