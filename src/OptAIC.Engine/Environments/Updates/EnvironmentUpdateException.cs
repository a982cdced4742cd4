using OptAIC.Errors;

namespace OptAIC.Engine.Environments.Updates;

/// <summary>An <c>environment.yml</c> cannot be updated.</summary>
public sealed class EnvironmentUpdateException : OptException
{
    internal EnvironmentUpdateException(string problem, string hint)
        : base("EnvironmentUpdateRefused", ExitCode.Usage, problem, hint)
    {
    }
}
