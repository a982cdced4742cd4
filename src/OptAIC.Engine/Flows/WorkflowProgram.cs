using OptAIC.Definitions;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Flows.Commands;

namespace OptAIC.Engine.Flows;

/// <summary>The run flow of a workflow: its definition's command, in a sandbox with a copy of the definition's files.</summary>
internal sealed class WorkflowProgram : IFlowProgram
{
    public Task<FlowResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        var loaded = context.Workspace.Load(context.Document.Definition!);
        return loaded.Definition.EntryOf(context.Flow) is { Kind: EntryKind.Command } entry
            ? FilesCommand.RunAsync(context, entry, loaded.Folder, (_, report) => (report.LastDataDate, report.Metrics), cancellation)
            : throw new UnsupportedFlowException($"{loaded} has the entry '{loaded.Definition.EntryOf(context.Flow)}'; this version of OptAIC runs workflows with a command");
    }
}
