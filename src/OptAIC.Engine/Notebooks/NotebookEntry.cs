using OptAIC.Definitions;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Model;

namespace OptAIC.Engine.Notebooks;

/// <summary>The notebooks that a flow runs.</summary>
internal static class NotebookEntry
{
    /// <summary>Refuses a run of notebooks that nothing here runs, before its data are fetched.</summary>
    /// <param name="context">The run.</param>
    /// <param name="entry">Its entry.</param>
    /// <param name="files">What the other files of the workflow say.</param>
    /// <exception cref="JupyterMissingException">There is no Jupyter, or a part of it is missing.</exception>
    public static void Check(FlowContext context, DefinitionEntry entry, WorkflowFiles files)
    {
        var commands = entry.Kind == EntryKind.Steps ? files.Steps[entry.Text].Select(s => s.Arguments) : [entry.Arguments];
        // Where an entry sets a PATH of its own, that is known once its templates are filled.
        if (entry.Environment.Set.ContainsKey("PATH") || commands.All(c => Notebook.Of(c) is null))
        {
            return;
        }

        var variables = CommandEnvironment.Inherit(entry.Environment);
        context.Environment?.AddTo(variables);
        var jupyter = new JupyterPrograms(context, variables);
        if (context.Session is not null && jupyter.Server is null)
        {
            throw JupyterMissingException.OfServer(context.Instance.Name, jupyter.IsOfEnvironment);
        }

        if (context.Session is null && jupyter.MissingForBatch is { } missing)
        {
            throw JupyterMissingException.OfProgram(context.Instance.Name, missing, jupyter.IsOfEnvironment);
        }
    }

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
