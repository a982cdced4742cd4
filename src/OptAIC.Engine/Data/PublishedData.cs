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
    private readonly ConcurrentDictionary<(FlowKey Flow, string Version, string? KnownBy), Lazy<Panel>> _panels = [];

    /// <summary>The current version of what a flow has published.</summary>
    /// <exception cref="NotPublishedException">It has not published anything.</exception>
    public PublishedPanel Panel(InstanceRow instance, FlowKind flow)
    {
        var paths = workspace.PathsOf(instance.Directory).Of(flow);
        var current = Current(paths) ?? throw new NotPublishedException(instance.Name);
        return Panel(new FlowKey(instance.Id, flow), instance.Name, new InputSource(paths, current));
    }

    /// <summary>What a run reads of a flow.</summary>
    /// <exception cref="NotPublishedException">It publishes files, or knew nothing by the day as of which it is read.</exception>
    public PublishedPanel Panel(FlowKey flow, string name, InputSource source)
    {
        var panel = _panels.GetOrAdd((flow, source.Current.Version, source.KnownBy), _ => new(() => ReadPanel(source, name)));
        return new PublishedPanel(source.Current, panel.Value);
    }

    /// <summary>Keeps a panel that has just been published, for the flows that follow.</summary>
    public void Keep(FlowKey flow, string version, Panel panel) => _panels[(flow, version, null)] = new(panel);

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

    private static Panel ReadPanel(InputSource source, string instance)
    {
        if (source.Current.LoadId is not { } loadId)
        {
            throw new NotPublishedException(instance, "it publishes files, not a dataset");
        }

        using var store = Open(source.Paths, source.Current);
        var panel = store.Read(loadId, source.KnownBy);
        if (source.AsOf is not { } day)
        {
            return panel;
        }

        // Whatever the hour at which a day ends somewhere: nothing of a later day is seen.
        panel = panel.Between(null, day);
        return panel.Index.Rows > 0 ? panel : throw new NotPublishedException(instance, $"it knew nothing by the end of {day:yyyy-MM-dd}");
    }
}
