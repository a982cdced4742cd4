using OptAIC.Errors;

namespace OptAIC.Engine.Runs;

/// <summary>There is no such run, or the reference is not unique.</summary>
/// <param name="reference">How it was called.</param>
/// <param name="hint">What to do.</param>
public sealed class RunNotFoundException(string reference, string hint)
    : OptException("RunNotFound", ExitCode.NotFound, $"no single run is meant by '{reference}'", hint)
{
    /// <summary>How it was called.</summary>
    public string Reference { get; } = reference;
}
