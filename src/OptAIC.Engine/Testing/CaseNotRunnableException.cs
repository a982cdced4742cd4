using OptAIC.Errors;

namespace OptAIC.Engine.Testing;

/// <summary>A case does not say what its definition needs.</summary>
/// <param name="name">Name of the case.</param>
/// <param name="problem">What is missing.</param>
public sealed class CaseNotRunnableException(string name, string problem)
    : OptException("CaseNotRunnable", ExitCode.Usage, $"{name}: {problem}", "docs/testing-definitions.md describes what a case may say")
{
    /// <summary>Name of the case.</summary>
    public string Case { get; } = name;
}
