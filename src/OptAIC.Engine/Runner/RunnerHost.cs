using System.Runtime.InteropServices;
using System.Text.Json;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.OpenLineage;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;

namespace OptAIC.Engine.Runner;

/// <summary>
/// The runner process: takes a request from its standard input, executes the plan, and writes the news to its standard output and into the log of
/// the plan.
/// </summary>
public static class RunnerHost
{
    /// <summary>Runs until the plan is done.</summary>
    /// <param name="input">The request, one line; afterwards the lifeline.</param>
    /// <param name="output">Takes the messages.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Stream input, Stream output)
    {
        using var messages = new MessageWriter(output);
        using var cancel = new CancellationTokenSource();
        try
        {
            var request = JsonSerializer.Deserialize(ReadLine(input), RunnerJson.Default.RunnerRequest)!;
            if (request.Version != EngineVersion.Text)
            {
                throw new RunnerFailedException($"the runner has version {EngineVersion.Text}, its caller {request.Version}", "reinstall OptAIC, or correct OPTAIC_RUNNER");
            }

            using var lifeline = request.Detached ? null : new LifelineWatcher(input);
            using var lost = lifeline?.Lost.Register(cancel.Cancel);
            using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, CancelOn(cancel));
            using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, CancelOn(cancel));
            var result = await ExecuteAsync(request, messages, cancel.Token).ConfigureAwait(false);
            messages.Write(new RunnerMessage { Result = new RunnerResult(result.Steps, result.Cancelled) });
            return (int)result.ExitCode;
        }
        catch (OptException error)
        {
            var refusal = error as UpstreamNotReadyException;
            messages.Write(new RunnerMessage { Error = new RunnerError(error.ErrorId, (int)error.ExitCode, error.Message, error.Hint, error.Issues, refusal?.Flow, refusal?.Blockers) });
            return (int)error.ExitCode;
        }
    }

    private static async Task<PlanResult> ExecuteAsync(RunnerRequest request, MessageWriter messages, CancellationToken cancellation)
    {
        using var workspace = WorkspaceContext.Open(new WorkspaceOptions { Root = request.Root, Actor = request.Actor });
        await using var delivery = workspace.Lineage is { } lineage ? LineageDelivery.Start(lineage, workspace.Paths.Events, workspace.Time) : null;
        messages.KeepIn(PlanLog.Begin(workspace.Paths, workspace.Time.GetUtcNow()));
        using var active = new ActiveRuns();
        if (request.Flows.Replay is { } repeated)
        {
            return await new ReplayExecution(workspace, active, news => messages.Write(news, workspace.Time)).RunAsync(repeated, cancellation).ConfigureAwait(false);
        }

        var plan = FlowPlan.Create(new WorkspaceSnapshot(workspace), request.Flows, workspace.Time.GetUtcNow());
        var jobs = Math.Min(request.Flows.Jobs ?? int.MaxValue, workspace.Document.Settings.MaxConcurrentFlows ?? request.Flows.Jobs ?? Environment.ProcessorCount);
        // A flow at work waits for the disk in two threads at once, and the pool is slow to notice that all of its own do.
        ThreadPool.SetMinThreads(Environment.ProcessorCount + (2 * Math.Clamp(jobs, 1, 64)), Environment.ProcessorCount);
        using var executor = new PlanExecutor(workspace, plan, active, news => messages.Write(news, workspace.Time), Math.Max(1, jobs));
        return await executor.RunAsync(cancellation).ConfigureAwait(false);
    }

    private static Action<PosixSignalContext> CancelOn(CancellationTokenSource cancel) => signal =>
    {
        signal.Cancel = true;
        cancel.Cancel();
    };

    // Byte by byte, so that nothing behind the line is taken from the lifeline.
    private static byte[] ReadLine(Stream input)
    {
        var line = new List<byte>(512);
        for (int b; (b = input.ReadByte()) is >= 0 and not '\n';)
        {
            line.Add((byte)b);
        }

        return [.. line];
    }
}
