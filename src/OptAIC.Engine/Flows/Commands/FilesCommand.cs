using OptAIC.Definitions;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Data;
using OptAIC.Engine.Execution;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>A command entry whose output folder is what the flow publishes.</summary>
internal static class FilesCommand
{
    /// <summary>Runs the program in the sandbox, with a copy of its definition's files.</summary>
    /// <param name="context">The run.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="definitionFolder">Folder of the definition.</param>
    /// <param name="judge">Looks at the output folder when the program has ended well, and says how far its data go and which metrics there are.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <param name="files">What the other files of a workflow say; <c>null</c> for what is no workflow.</param>
    public static async Task<FlowResult> RunAsync(
        FlowContext context, DefinitionEntry entry, string? definitionFolder, Func<string, CommandResult, (DateOnly? LastDataDate, IReadOnlyDictionary<string, double?> Metrics)> judge, CancellationToken cancellation,
        WorkflowFiles? files = null)
    {
        Sandbox.Fill(context.Paths.Workflow, definitionFolder);
        if (files is { Data.Count: > 0 })
        {
            context.Data = await new WorkflowData(context.Workspace, context.Instance.Name, context.Paths, words => context.Progress(null, words)).PlaceAsync(definitionFolder!, files.Data, cancellation).ConfigureAwait(false);
        }

        var staging = FilesOutput.Stage(context.Paths, context.Flow, context.Run.Id);
        try
        {
            var report = await new CommandRun(context, entry, context.Document.Config, new Dictionary<string, string>(), files).RunAsync(staging, cancellation).ConfigureAwait(false);
            if (context.Session is not null)
            {
                return new FlowResult(new NothingPublished(staging)) { Metrics = report.Metrics, Issues = report.Issues, ExitCode = 0, CommandLine = report.CommandLine };
            }

            var (last, metrics) = judge(staging, report);
            return new FlowResult(FilesOutput.Prepare(context.Paths, staging, context.Run.Id, last))
            {
                Metrics = metrics,
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
