using OptAIC.Errors;

namespace OptAIC.Engine.Secrets;

/// <summary>A secret is there and cannot be used, or a place of secrets must not be read as it is.</summary>
/// <param name="problem">What is wrong; never the secret.</param>
/// <param name="hint">What to do.</param>
public sealed class UnusableSecretException(string problem, string hint)
    : OptException("UnusableSecret", ExitCode.Refused, problem, hint);
