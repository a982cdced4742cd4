using System.Text;
using System.Text.Json;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Runner;

/// <summary>Starts a runner process for a request and follows it. Its standard input is its lifeline: when the caller is gone, it cancels.</summary>
internal static class RunnerClient
{
    private const int LongestComplaint = 4000;

    /// <summary>Runs a plan and waits for its end.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="request">The plan.</param>
    /// <param name="progress">Told the news.</param>
    /// <param name="cancellation">Cancels the runs; the call returns when they have ended.</param>
    public static async Task<PlanResult> RunAsync(WorkspaceContext workspace, FlowRunRequest request, IProgress<PlanProgress>? progress, CancellationToken cancellation)
    {
        using var runner = Start(workspace, request, detached: false);
        var complaints = ReadComplaintsAsync(runner.Error!);
        // Closing its input asks the runner to cancel; it answers when its runs have ended.
        using var closing = cancellation.Register(() => runner.Input!.Dispose());
        using var output = new StreamReader(runner.Output!, Encoding.UTF8);
        while (await output.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
        {
            var message = JsonSerializer.Deserialize(line, RunnerJson.Default.RunnerMessage)!;
            if (message.Progress is { } news)
            {
                progress?.Report(news);
            }

            if (message.Result is { } result)
            {
                runner.Input!.Dispose();
                await runner.Exit.ConfigureAwait(false);
                return new PlanResult(result.Steps, result.Cancelled);
            }

            if (message.Error is { } error)
            {
                throw Exception(error);
            }
        }

        var status = await runner.Exit.ConfigureAwait(false);
        throw new RunnerFailedException(
            $"the runner (process {runner.Pid}) ended without a result: {status}{await complaints.ConfigureAwait(false)}",
            "what it was running is seen as lost; start it again");
    }

    /// <summary>Starts a plan in a runner that outlives the caller; returns once something has begun, or there was nothing to do.</summary>
    public static async Task<PlanResult> StartDetachedAsync(WorkspaceContext workspace, FlowRunRequest request, CancellationToken cancellation)
    {
        using var runner = Start(workspace, request, detached: true);
        using var output = new StreamReader(runner.Output!, Encoding.UTF8);
        var plan = new PlanResult([], Cancelled: false);
        while (await output.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            var message = JsonSerializer.Deserialize(line, RunnerJson.Default.RunnerMessage)!;
            switch (message)
            {
                case { Progress: { Kind: PlanProgressKind.Planned, Plan: { } steps } planned }:
                    plan = plan with { Steps = steps, Plan = planned.PlanId };
                    break;
                case { Progress: { Kind: PlanProgressKind.Started or PlanProgressKind.Waiting, Step: { } started } }:
                    return plan with { Steps = [.. plan.Steps.Select(s => s.Instance == started.Instance && s.Flow == started.Flow ? started : s)] };
                case { Result: { } result }:
                    return new PlanResult(result.Steps, result.Cancelled);
                case { Error: { } error }:
                    throw Exception(error);
            }
        }

        throw new RunnerFailedException($"the runner (process {runner.Pid}) ended before anything began: {await runner.Exit.ConfigureAwait(false)}", null);
    }

    private static ChildProcess Start(WorkspaceContext workspace, FlowRunRequest request, bool detached)
    {
        var runner = ChildProcess.Start(new ChildSpec
        {
            Program = RunnerProgram.Find(workspace.Runner),
            Arguments = [RunnerProgram.Verb],
            WorkingDirectory = workspace.Paths.Root,
            Environment = ChildSpec.CurrentEnvironment(),
            Input = ChildInput.Pipe,
            Output = ChildOutput.Pipe,
            Error = detached ? ChildOutput.None : ChildOutput.Pipe,
            Detached = detached,
        });
        var message = new RunnerRequest
        {
            Version = EngineVersion.Text,
            Root = workspace.Paths.Root,
            Actor = workspace.Actor,
            Detached = detached,
            Flows = request,
        };
        runner.Input!.Write([.. JsonSerializer.SerializeToUtf8Bytes(message, RunnerJson.Default.RunnerRequest), (byte)'\n']);
        runner.Input.Flush();
        if (detached)
        {
            runner.Input.Dispose();
        }

        return runner;
    }

    public static Exception Exception(RunnerError error) =>
        error.Blockers is { } blockers ? new UpstreamNotReadyException(error.Flow!, blockers) : new RunnerFailedException(error);

    private static async Task<string> ReadComplaintsAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = (await reader.ReadToEndAsync().ConfigureAwait(false)).Trim();
        return text.Length == 0 ? "" : $"; it said: {(text.Length <= LongestComplaint ? text : text[^LongestComplaint..])}";
    }
}
