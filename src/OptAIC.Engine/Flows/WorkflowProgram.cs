using OptAIC.Definitions;
using OptAIC.Engine.Data;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Flows.Commands;

namespace OptAIC.Engine.Flows;

/// <summary>The run flow of a workflow: its definition's command, in a sandbox with a copy of the definition's files.</summary>
internal sealed class WorkflowProgram : IFlowProgram
{
    public async Task<FlowResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        var loaded = context.Workspace.Load(context.Document.Definition!);
        if (loaded.Definition.EntryOf(context.Flow) is not { Kind: EntryKind.Command } entry)
        {
            throw new UnsupportedFlowException($"{loaded} has the entry '{loaded.Definition.EntryOf(context.Flow)}'; this version of OptAIC runs workflows with a command");
        }

        Sandbox.Fill(context.Paths.Workflow, loaded.Folder);
        var staging = FilesOutput.Stage(context.Paths, context.Flow, context.Run.Id);
        try
        {
            var report = await new CommandRun(context, entry, context.Document.Config, new Dictionary<string, string>()).RunAsync(staging, cancellation).ConfigureAwait(false);
            return new FlowResult(FilesOutput.Prepare(context.Paths, staging, context.Run.Id, report.LastDataDate))
            {
                Metrics = report.Metrics,
                Issues = report.Issues,
                ExitCode = 0,
                CommandLine = report.CommandLine,
            };
        }
        catch
        {
            Directory.Delete(staging, recursive: true);
            throw;
        }
    }
}
