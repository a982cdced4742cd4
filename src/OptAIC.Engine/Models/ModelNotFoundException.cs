using OptAIC.Errors;

namespace OptAIC.Engine.Models;

/// <summary>A model has no such version, or a text stands for several.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="problem">What is wrong.</param>
/// <param name="hint">What to do.</param>
public sealed class ModelNotFoundException(string instance, string problem, string hint)
    : OptException("ModelNotFound", ExitCode.NotFound, $"{instance}: {problem}", hint)
{
    /// <summary>Name of the instance.</summary>
    public string Instance { get; } = instance;
}
