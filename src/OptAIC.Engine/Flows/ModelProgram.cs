using OptAIC.Definitions;
using OptAIC.Engine.Csv;
using OptAIC.Engine.Data;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Engine.Flows.Pipelines;
using OptAIC.Engine.Models;
using OptAIC.Model;

namespace OptAIC.Engine.Flows;

/// <summary>
/// The flows of a model, each a command of its definition. Training makes a version of the model. Inference publishes a dataset when
/// all that it leaves are rows by date and entity, else files. Monitoring publishes files.
/// </summary>
internal sealed class ModelProgram : IFlowProgram
{
    public async Task<FlowResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        var loaded = context.Workspace.Load(context.Document.Definition!);
        if (loaded.Definition.EntryOf(context.Flow) is not { Kind: EntryKind.Command } entry)
        {
            throw new UnsupportedFlowException($"{loaded} has the entry '{loaded.Definition.EntryOf(context.Flow)}' for {SnakeCase.Of(context.Flow)}; the flows of a model run commands");
        }

        Sandbox.Fill(context.Paths.Workflow, loaded.Folder);
        var staging = FilesOutput.Stage(context.Paths, context.Flow, context.Run.Id);
        try
        {
            var report = await new CommandRun(context, entry, context.Document.Config, new Dictionary<string, string>()).RunAsync(staging, cancellation).ConfigureAwait(false);
            var output = Output(context, loaded.Definition, staging, report, cancellation);
            return new FlowResult(output)
            {
                Metrics = report.Metrics,
                Issues = report.Issues,
                ExitCode = 0,
                CommandLine = report.CommandLine,
                Provenance = output is StoreOutput ? Knowledge.Assumed : null,
            };
        }
        catch
        {
            Directory.Delete(staging, recursive: true);
            throw;
        }
    }

    private static PendingOutput Output(FlowContext context, Definition definition, string staging, CommandResult report, CancellationToken cancellation)
    {
        // A program that does not say how far its data reach has read as far as its inputs do.
        var lastDate = report.LastDataDate ?? context.InputVersions.Where(i => i.Instance != context.Instance.Id).Max(i => i.LastDataDate);
        switch (context.Flow)
        {
            case FlowKind.Training:
                return ModelOutput.Prepare(context, staging, lastDate, report.Metrics);
            case FlowKind.Inference when RowFiles.In(staging) is { Count: > 0 } files:
                var output = Rows(context, definition, files, report, cancellation);
                Directory.Delete(staging, recursive: true);
                return output;
            default:
                return FilesOutput.Prepare(context.Paths, staging, context.Run.Id, lastDate);
        }
    }

    // Predictions of days that it leaves out are kept, as they were made at their time.
    private static StoreOutput Rows(FlowContext context, Definition definition, IReadOnlyList<string> files, CommandResult report, CancellationToken cancellation)
    {
        var panel = new CsvReader(new CsvFormat()).Read(files, cancellation);
        if (DeclaredPipeline.Check(definition, panel) is { Count: > 0 } mismatches)
        {
            throw new OutputMismatchException(context.Instance.Name, definition.ToString(), mismatches);
        }

        var output = StoreOutput.Prepare(context.Paths, panel, KnowledgeRule.Observation, isComplete: false, context.Run.Id, context.Workspace.Time.GetUtcNow(), report.LastDataDate);
        if (output.Content is { } content)
        {
            context.Published.Keep(context.Key, output.Version, content);
        }

        return output;
    }
}
