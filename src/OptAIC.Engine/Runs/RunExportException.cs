using OptAIC.Errors;

namespace OptAIC.Engine.Runs;

/// <summary>Runs cannot be exported to a file.</summary>
/// <param name="problem">Why.</param>
/// <param name="hint">What to do.</param>
public sealed class RunExportException(string problem, string hint) : OptException("RunExportRefused", ExitCode.Usage, problem, hint);
