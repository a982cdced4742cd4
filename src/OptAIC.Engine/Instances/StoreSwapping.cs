using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Instances;

/// <summary>Finds out whether a change gives a dataset another store, and what becomes of its data then.</summary>
internal sealed class StoreSwapping(WorkspaceContext workspace, WorkspaceSnapshot snapshot)
{
    /// <summary>The swap that the change needs; <c>null</c> when the data stay where they are, or there are none.</summary>
    /// <exception cref="StoreSwapException">There are data, and the request does not say what becomes of them; or the store is shared by datasets that have data.</exception>
    public DataSwap? Of(PresentInstance before, InstanceDraft after, InstanceRequest request)
    {
        var from = EngineOf(before.Document, before.Parts);
        var to = EngineOf(after.Document, after.Parts);
        if (from is null || to is null || from == to)
        {
            return null;
        }

        if (before.Document.Parts.Count == 0)
        {
            var datasets = InstanceGuards.UsersOf(snapshot, before.Row).Where(i => PublishedData.Current(workspace.PathsOf(i.Directory)) is not null).Select(i => i.Name).ToList();
            return datasets.Count == 0 ? null : throw StoreSwapException.Shared(before.Document.Name, from, to, datasets);
        }

        if (PublishedData.Current(workspace.PathsOf(before.Row.Directory)) is null)
        {
            return null;
        }

        return request is { Migrate: false, DiscardData: false }
            ? throw StoreSwapException.Unsaid(before.Document.Name, from, to)
            : new DataSwap(from, to, request.DiscardData);
    }

    // The built-in that the store's definition names as its entry.
    private string? EngineOf(InstanceDocument document, IReadOnlyDictionary<PartRole, InstanceDocument> parts)
    {
        var store = document.Type == Model.InstanceType.StoreInstance ? document
            : document.Parts.FirstOrDefault(p => p.Role == PartRole.Store) is not { } part ? null
            : !part.Shared ? parts[PartRole.Store]
            : snapshot.Find(part.Instance) is { } shared ? InstanceFolder.Document(workspace.PathsOf(shared.Directory)) : null;
        return store?.Definition is { } pinned ? workspace.Load(pinned).Definition.Entry?.Text : null;
    }
}
