using OptAIC.Cli.Execution;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;
using OptAIC.Errors;

namespace OptAIC.Cli.Progress;

/// <summary>Runs a plan before the user's eyes, or shows it without running it.</summary>
internal static class PlanRun
{
    /// <summary>Shows what would run, and why.</summary>
    public static ExitCode Preview(Invocation call, FlowRunRequest request, bool explain)
    {
        var steps = call.Workspace.Flows.Plan(request);
        call.Show(new PlanResult(steps, Cancelled: false), Json.Document.PlanResult, screen => PlanOutput.WritePlan(screen, steps, explain));
        return ExitCode.Done;
    }

    /// <summary>Runs it and waits.</summary>
    public static ExitCode Run(Invocation call, FlowRunRequest request)
    {
        var result = Watch(call, (progress, cancellation) => call.Workspace.Flows.RunAsync(request, request.Interactive is { } session ? new SessionProgress(session, progress, call.TellOpened) : progress, cancellation));
        call.Show(result, Json.Document.PlanResult, screen => screen.Line(PlanOutput.Outcome(result)));
        return Conclude(result);
    }

    /// <summary>Waits for something that reports progress: shown live on a terminal, line by line in a pipe, not at all when JSON is wanted.</summary>
    public static T Watch<T>(Invocation call, Func<IProgress<PlanProgress>?, CancellationToken, Task<T>> work) => call.Wait(async cancellation =>
    {
        if (call.Json || !call.Screen.IsTerminal)
        {
            return await work(call.Json ? null : new LineProgress(call.Screen, call.Verbose), cancellation);
        }

        await using var live = new LiveProgress(call.Screen);
        return await work(live, cancellation);
    });

    /// <summary>The exit code of a plan; unless it is <see cref="ExitCode.Done"/>, standard error says why.</summary>
    /// <exception cref="PlanFailedException">Not everything went well.</exception>
    public static ExitCode Conclude(PlanResult result) => result.ExitCode == ExitCode.Done ? ExitCode.Done : throw new PlanFailedException(result);
}
