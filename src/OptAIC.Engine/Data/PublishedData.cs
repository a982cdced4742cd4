using System.Collections.Concurrent;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Data;

/// <summary>A version of a dataset.</summary>
internal sealed record PublishedPanel(CurrentData Current, Panel Panel);

/// <summary>Reads published datasets. A panel is read once per version, however many flows of a plan ask for it.</summary>
internal sealed class PublishedData(WorkspaceContext workspace)
{
    private readonly ConcurrentDictionary<(FlowKey Flow, string Version), Lazy<Panel>> _panels = [];

    /// <summary>The current version of what a flow has published.</summary>
    /// <exception cref="NotPublishedException">It has not published anything.</exception>
    public PublishedPanel Panel(InstanceRow instance, FlowKind flow)
    {
        var paths = workspace.PathsOf(instance.Directory).Of(flow);
        var current = Current(paths) ?? throw new NotPublishedException(instance.Name);
        var panel = _panels.GetOrAdd((new(instance.Id, flow), current.Version), _ => new(() => ReadPanel(paths, current, instance.Name)));
        return new PublishedPanel(current, panel.Value);
    }

    /// <summary>Keeps a panel that has just been published, for the flows that follow.</summary>
    public void Keep(FlowKey flow, string version, Panel panel) => _panels[(flow, version)] = new(panel);

    /// <summary>What a flow has published, or <c>null</c>.</summary>
    /// <param name="paths">The instance, seen from the flow.</param>
    public static CurrentData? Current(InstancePaths paths) => DocumentFile.TryRead(paths.CurrentData, DocumentJson.Default.CurrentData);

    /// <summary>Opens the store that holds what is published.</summary>
    /// <param name="paths">The instance, seen from the flow.</param>
    /// <param name="current">What is published. A swap of stores may take place after it was read: the same version is then in the other store.</param>
    public static DataStore Open(InstancePaths paths, CurrentData current)
    {
        try
        {
            return StoreEngine.OpenToRead(paths, current);
        }
        catch (Exception gone) when (gone is DirectoryNotFoundException or Microsoft.Data.Sqlite.SqliteException && Current(paths) is { } now && now.Version == current.Version && now.Store != current.Store)
        {
            return StoreEngine.OpenToRead(paths, now);
        }
    }

    private static Panel ReadPanel(InstancePaths paths, CurrentData current, string instance)
    {
        if (current.LoadId is not { } loadId)
        {
            throw new NotPublishedException(instance, "it publishes files, not a dataset");
        }

        using var store = Open(paths, current);
        return store.Read(loadId);
    }
}
