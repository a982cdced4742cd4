using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Model;

namespace OptAIC.Engine.Notebooks;

/// <summary>The notebook that a flow runs.</summary>
internal static class NotebookEntry
{
    /// <summary>The flow that a request opens, before anything is started.</summary>
    /// <param name="snapshot">The workspace.</param>
    /// <param name="targets">The flows that are named.</param>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="NoNotebookException">It is no notebook, or there are several flows.</exception>
    public static (FlowKey Flow, InteractiveSession Session)? Opened(WorkspaceSnapshot snapshot, IReadOnlyCollection<FlowKey> targets, FlowRunRequest request)
    {
        if (request.Interactive is not { } session)
        {
            return null;
        }

        var flow = targets.Count == 1 && request.Selectors.Count == 0 ? targets.First() : throw NoNotebookException.OfMany(targets.Count + request.Selectors.Count);
        var instance = snapshot.InstanceOf(flow);
        if (instance.Type != InstanceType.WorkflowInstance || InstanceFolder.Document(snapshot.PathsOf(flow.Instance)).Definition is not { } pinned)
        {
            throw NoNotebookException.Of(snapshot.NameOf(flow), $"a {SnakeCase.Of(instance.Type)}");
        }

        var entry = snapshot.Workspace.Load(pinned).Definition.EntryOf(flow.Flow);
        return entry is not null && Notebook.Of(entry.Arguments) is not null ? (flow, session) : throw NoNotebookException.Of(snapshot.NameOf(flow), entry is null ? "nothing" : $"'{entry.Text}'");
    }
}
