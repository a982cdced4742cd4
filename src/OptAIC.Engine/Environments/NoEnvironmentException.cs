using OptAIC.Errors;

namespace OptAIC.Engine.Environments;

/// <summary>There is no environment of the kind that something is to be done with.</summary>
public sealed class NoEnvironmentException : OptException
{
    internal NoEnvironmentException(string instance, string why, string hint)
        : base("NoEnvironment", ExitCode.Usage, $"'{instance}' has no environment: {why}", hint)
    {
    }
}
