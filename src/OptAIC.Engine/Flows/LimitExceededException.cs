using OptAIC.Engine.Backpacks;
using OptAIC.Errors;

namespace OptAIC.Engine.Flows;

/// <summary>A workflow took more than its <c>compute.yml</c> allows.</summary>
public sealed class LimitExceededException : OptException
{
    internal LimitExceededException(string instance, string what, string key)
        : base("LimitExceeded", ExitCode.Failed, $"{instance}: {what}", $"allow more with '{key}' in {WorkflowFolder.Compute}") => Limit = key;

    /// <summary>The limit: <c>memory</c> or <c>time_limit</c>.</summary>
    public string Limit { get; }
}
