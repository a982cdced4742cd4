using OptAIC.Errors;

namespace OptAIC.Engine.Workspaces;

/// <summary>Another process holds the workspace guard.</summary>
/// <param name="root">The workspace.</param>
public sealed class WorkspaceBusyException(string root)
    : OptException("WorkspaceBusy", ExitCode.Busy, $"the workspace {root} is being rebuilt by another process", "wait a moment and try again")
{
    /// <summary>The workspace.</summary>
    public string Root { get; } = root;
}
