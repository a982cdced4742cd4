using OptAIC.Definitions;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Environments;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Engine.Notebooks;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Secrets;

namespace OptAIC.Engine.Flows;

/// <summary>The run flow of a workflow: its definition's command or steps, in a sandbox with a copy of the definition's files and its data, within its limits.</summary>
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
        context.Environment = await PrepareAsync(context, files.Environment, loaded.Folder, cancellation).ConfigureAwait(false);
        context.Environment?.NoteIn(context.Paths);
        NotebookEntry.Check(context, entry, files);
        var compute = files.Compute;
        using var memory = compute.Memory is { } bytes && MemoryWatch.IsSupported ? new MemoryWatch(context, bytes) : null;
        using var clock = compute.TimeLimit is { } limit && context.Session is null ? new CancellationTokenSource(limit) : new CancellationTokenSource();
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellation, clock.Token, memory?.Exceeded ?? CancellationToken.None);
        try
        {
            var result = await FilesCommand.RunAsync(context, entry, loaded.Folder, (_, report) => (report.LastDataDate, report.Metrics), all.Token, files).ConfigureAwait(false);
            return result with { Issues = [.. result.Issues, .. Unlimited(compute)] };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && memory is { Exceeded.IsCancellationRequested: true })
        {
            throw new LimitExceededException(context.Instance.Name, $"its programs held {memory.Peak / 1_000_000} MB of memory, and {compute.Memory / 1_000_000} MB are allowed", "memory");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && clock.IsCancellationRequested)
        {
            throw new LimitExceededException(context.Instance.Name, $"it ran longer than {compute.TimeLimit}", "time_limit");
        }
    }

    // Before its clock and its memory are looked at: those are for what it computes.
    private static async Task<PreparedEnvironment?> PrepareAsync(FlowContext context, EnvironmentSpec spec, string? folder, CancellationToken cancellation)
    {
        if (folder is null)
        {
            return null;
        }

        var preparation = new EnvironmentPreparation(context.Workspace, context.Instance.Name, spec, Path.Combine(folder, WorkflowFolder.Software));
        var redactor = SecretRedactor.Of([.. context.Secrets.Variables.Values, .. preparation.Secrets]);
        return await preparation.PrepareAsync(
            context.Paths,
            context.RefreshesEnvironment,
            _ => new PreparationLog(context.Instance.Name, Path.Combine(context.Run.LogPath, RunLogNames.Environment), redactor, words => context.Progress(null, words))
            {
                Began = context.AddChildGroup,
                Ended = context.RemoveChildGroup,
            },
            cancellation).ConfigureAwait(false);
    }

    // What could not be limited is said, not passed over.
    private static IEnumerable<OptIssue> Unlimited(ComputeSpec compute)
    {
        if (compute.Memory is not null && !MemoryWatch.IsSupported)
        {
            yield return Warning("memory is not limited on this system");
        }

        if (compute.Cores is not null && !CpuAffinity.IsSupported)
        {
            yield return Warning("cores are not limited on this system");
        }
        else if (compute.Cores > Environment.ProcessorCount)
        {
            yield return Warning($"{compute.Cores} cores are asked for, and this machine has {Environment.ProcessorCount}");
        }
    }

    private static OptIssue Warning(string message) => new() { Severity = IssueSeverity.Warning, Code = "not_limited", Message = message, File = WorkflowFolder.Compute };
}
