using OptAIC.Errors;

namespace OptAIC.Engine.Workspaces;

/// <summary>There is no workspace at a directory.</summary>
/// <param name="root">The directory.</param>
public sealed class WorkspaceNotFoundException(string root)
    : OptException("WorkspaceNotFound", ExitCode.NotFound, $"there is no workspace at {root}", "make one with 'optaic init', name another with --root or OPTAIC_HOME, or try 'optaic quickstart'")
{
    /// <summary>The directory.</summary>
    public string Root { get; } = root;
}
