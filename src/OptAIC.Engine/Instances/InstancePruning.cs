using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;

namespace OptAIC.Engine.Instances;

/// <summary>Forgets instances whose directories are gone. Directories are the truth; nothing is deleted.</summary>
internal static class InstancePruning
{
    /// <summary>Those whose directory is gone.</summary>
    /// <exception cref="NoInstancesFolderException">All are, because the folder of all of them is.</exception>
    public static IReadOnlyList<InstanceRow> Gone(WorkspaceContext workspace)
    {
        var rows = workspace.Registry.Instances();
        return rows.Count == 0 || Directory.Exists(workspace.Paths.Instances) ? [.. rows.Where(r => IsGone(workspace, r))] : throw new NoInstancesFolderException(workspace.Paths.Instances, rows.Count);
    }

    /// <summary>Forgets them.</summary>
    public static void Forget(WorkspaceContext workspace, IEnumerable<InstanceRow> gone)
    {
        foreach (var row in gone.Where(r => IsGone(workspace, r)))
        {
            workspace.Registry.Remove(row.Id, row.Directory);
            workspace.Activity.Append("instance.pruned", row.Name, ("id", row.Id.ToString("D")), ("directory", row.Directory));
        }
    }

    private static bool IsGone(WorkspaceContext workspace, InstanceRow row) => !Directory.Exists(workspace.PathsOf(row.Directory).Directory);
}

/// <summary>The folder of all instances is not there, which is most likely no reason to forget all of them.</summary>
/// <param name="folder">The folder.</param>
/// <param name="count">How many instances the registry knows.</param>
public sealed class NoInstancesFolderException(string folder, int count)
    : OptException("NoInstancesFolder", ExitCode.Failed, $"the folder '{folder}' is gone, and {count} instances with it; none of them is forgotten", "put it back, or mount what it is on; if they are to be forgotten, make it empty with mkdir");
