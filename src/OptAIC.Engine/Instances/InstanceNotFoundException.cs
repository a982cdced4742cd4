using OptAIC.Errors;

namespace OptAIC.Engine.Instances;

/// <summary>There is no such instance.</summary>
/// <param name="reference">How it was called.</param>
/// <param name="hint">What may have been meant.</param>
public sealed class InstanceNotFoundException(string reference, string? hint = null)
    : OptException("InstanceNotFound", ExitCode.NotFound, $"there is no instance '{reference}'", hint ?? "'optaic instance list' shows all")
{
    /// <summary>How it was called.</summary>
    public string Reference { get; } = reference;
}
