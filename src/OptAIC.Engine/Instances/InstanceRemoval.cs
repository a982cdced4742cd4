using OptAIC.Engine.Files;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;

namespace OptAIC.Engine.Instances;

/// <summary>Removes an instance: all its guards are taken, then its directory is moved to the trash.</summary>
internal static class InstanceRemoval
{
    /// <returns>Where the directory is now.</returns>
    public static string Remove(WorkspaceContext workspace, WorkspaceSnapshot snapshot, InstanceRow instance, bool force, CancellationToken cancellation)
    {
        var downstream = Downstream(snapshot, instance);
        if (downstream.Count > 0 && !force)
        {
            throw new HasDownstreamException(instance.Name, downstream);
        }

        using var guards = InstanceGuards.Take(workspace, snapshot, instance, cancellation);
        workspace.Registry.Announce(new ChangeIntent(instance.Directory, instance.Id, null, WorkspaceContext.Owner, workspace.Time.GetUtcNow()));
        Directory.CreateDirectory(workspace.Paths.Trash);
        var trash = Path.Combine(workspace.Paths.Trash, instance.Directory);
        // The files are on disk already; only the two folders change.
        DurableDirectory.Publish(workspace.PathsOf(instance.Directory).Directory, trash, Durability.Knowledge);
        DurableDirectory.Flush(workspace.Paths.Trash);
        DurableDirectory.Flush(workspace.Paths.Instances);
        workspace.Registry.Remove(instance.Id, instance.Directory);
        workspace.Activity.Append("instance.removed", instance.Name, ("id", instance.Id.ToString("D")), ("trash", trash));
        return trash;
    }

    // Instances that read or use it, or share it as a part.
    private static List<string> Downstream(WorkspaceSnapshot snapshot, InstanceRow instance) =>
    [
        .. snapshot.Instances
            .Where(i => i.Id != instance.Id && (i.Upstream.Any(e => e.Upstream.Instance == instance.Id) || i.Parts.Any(p => p.Shared && p.Instance == instance.Id)))
            .Select(i => i.Name),
    ];
}

/// <summary>An instance is not removed, because others depend on it.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="downstream">Names of those that depend on it.</param>
public sealed class HasDownstreamException(string instance, IReadOnlyList<string> downstream)
    : OptException("HasDownstream", ExitCode.Refused, $"{instance} is not removed: {string.Join(", ", downstream)} depend{(downstream.Count == 1 ? "s" : "")} on it", "remove those first, or use --force")
{
    /// <summary>Names of those that depend on it.</summary>
    public IReadOnlyList<string> Downstream { get; } = downstream;
}
