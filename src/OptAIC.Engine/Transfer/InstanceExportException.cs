using OptAIC.Errors;

namespace OptAIC.Engine.Transfer;

/// <summary>Instances cannot be exported to a file.</summary>
/// <param name="problem">Why.</param>
/// <param name="hint">What to do.</param>
public sealed class InstanceExportException(string problem, string hint) : OptException("InstanceExportRefused", ExitCode.Usage, problem, hint);
