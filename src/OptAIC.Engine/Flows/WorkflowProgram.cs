using OptAIC.Definitions;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Errors;

namespace OptAIC.Engine.Flows;

/// <summary>The run flow of a workflow: its definition's command or steps, in a sandbox with a copy of the definition's files and its data.</summary>
internal sealed class WorkflowProgram : IFlowProgram
{
    public async Task<FlowResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        var loaded = context.Workspace.Load(context.Document.Definition!);
        if (loaded.Definition.EntryOf(context.Flow) is not { Kind: EntryKind.Command or EntryKind.Steps } entry)
        {
            throw new UnsupportedFlowException($"{loaded} has the entry '{loaded.Definition.EntryOf(context.Flow)}'; workflows run a command or steps");
        }

        var files = WorkflowFiles.Of(loaded);
        using var clock = files.Compute.TimeLimit is { } limit ? new CancellationTokenSource(limit) : new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, clock.Token);
        try
        {
            return await FilesCommand.RunAsync(context, entry, loaded.Folder, (_, report) => (report.LastDataDate, report.Metrics), both.Token, files).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeLimitException(context.Instance.Name, files.Compute.TimeLimit!.Value);
        }
    }
}

/// <summary>A workflow ran longer than its <c>compute.yml</c> allows.</summary>
public sealed class TimeLimitException : OptException
{
    internal TimeLimitException(string instance, TimeSpan limit)
        : base("TimeLimit", ExitCode.Failed, $"{instance}: it ran longer than {limit}", $"allow more with 'time_limit' in {WorkflowFolder.Compute}")
    {
    }
}
