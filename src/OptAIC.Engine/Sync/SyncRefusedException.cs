using OptAIC.Errors;

namespace OptAIC.Engine.Sync;

/// <summary>Files of an instance cannot be copied back.</summary>
/// <param name="problem">Why.</param>
/// <param name="hint">What to do.</param>
public sealed class SyncRefusedException(string problem, string hint) : OptException("SyncRefused", ExitCode.Usage, problem, hint);
