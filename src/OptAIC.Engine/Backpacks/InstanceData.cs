using OptAIC.Engine.Definitions;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Model;

namespace OptAIC.Engine.Backpacks;

/// <summary>The data of an instance that is there, outside of its runs.</summary>
/// <param name="workspace">The workspace.</param>
internal sealed class InstanceData(WorkspaceContext workspace)
{
    /// <summary>Sees to it that every item is in its place; nothing of the instance runs meanwhile.</summary>
    public async Task<IReadOnlyList<OptDataItem>> FetchAsync(string reference, Action<string>? tell, CancellationToken cancellation)
    {
        var snapshot = new WorkspaceSnapshot(workspace);
        var row = InstanceLookup.Find(snapshot, reference);
        var (loaded, items) = ItemsOf(snapshot, row);
        using var guards = InstanceGuards.Take(workspace, snapshot, row, cancellation);
        var placed = await new WorkflowData(workspace, row.Name, snapshot.PathsOf(row.Id), tell).PlaceAsync(loaded.Folder!, items, cancellation).ConfigureAwait(false);
        return [.. placed.Select(d => new OptDataItem { Instance = row.Name, Name = d.Name, Target = d.Target, Sha256 = d.Sha256, Size = d.Size, Source = d.Source, FetchedAt = d.FetchedAt, Status = "whole" })];
    }

    /// <summary>Holds every item against what is declared.</summary>
    public IReadOnlyList<OptDataItem> Verify(string reference, CancellationToken cancellation)
    {
        var snapshot = new WorkspaceSnapshot(workspace);
        var row = InstanceLookup.Find(snapshot, reference);
        return new WorkflowData(workspace, row.Name, snapshot.PathsOf(row.Id)).Verify(ItemsOf(snapshot, row).Items, cancellation);
    }

    private (LoadedDefinition Loaded, IReadOnlyList<DataItem> Items) ItemsOf(WorkspaceSnapshot snapshot, InstanceRow row)
    {
        if (row.Type != InstanceType.WorkflowInstance)
        {
            throw new NoDataItemsException(row.Name, row.Type.ToString());
        }

        var loaded = workspace.Load(InstanceFolder.Document(snapshot.PathsOf(row.Id)).Definition!);
        return (loaded, WorkflowFiles.Of(loaded).Data);
    }
}

/// <summary>An instance is no workflow, and so has no items of data.</summary>
public sealed class NoDataItemsException : OptException
{
    internal NoDataItemsException(string instance, string type)
        : base("NoDataItems", ExitCode.Usage, $"'{instance}' has no data to fetch: it is a {type}", $"items of data stand in the {WorkflowFolder.Data} of a workflow")
    {
    }
}
