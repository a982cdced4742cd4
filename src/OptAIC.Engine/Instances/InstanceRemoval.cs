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
        if (!force)
        {
            Check(snapshot, [instance]);
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

    /// <summary>Holds against a removal whatever reads or uses what is to go, or shares it as a part, and is not to go with it.</summary>
    /// <exception cref="HasDownstreamException">There is such an instance.</exception>
    public static void Check(WorkspaceSnapshot snapshot, IReadOnlyList<InstanceRow> going)
    {
        var ids = going.Select(i => i.Id).ToHashSet();
        var needed = snapshot.Instances.Where(i => !ids.Contains(i.Id))
            .SelectMany(i => i.Upstream.Select(e => e.Upstream.Instance).Concat(i.Parts.Where(p => p.Shared).Select(p => p.Instance)).Where(ids.Contains).Distinct(), (i, needed) => (needed, i.Name))
            .ToLookup(n => n.needed, n => n.Name);
        if (going.FirstOrDefault(i => needed.Contains(i.Id)) is { } first)
        {
            throw new HasDownstreamException(first.Name, [.. needed[first.Id]]);
        }
    }
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
