using OptAIC.Cli.Execution;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;
using OptAIC.Errors;

namespace OptAIC.Cli.Progress;

/// <summary>Shows a plan that another process runs.</summary>
internal static class Attachment
{
    /// <summary>Follows it to its end. An interruption ends the following only.</summary>
    public static ExitCode Run(Invocation call, FlowTarget target)
    {
        try
        {
            var result = PlanRun.Watch(call, (progress, cancellation) =>
                call.Workspace.Flows.AttachAsync(target, withLogs: progress is not null, progress is null ? null : new Announced(call.Screen, progress), cancellation));
            call.Show(result, Json.Document.PlanResult, screen => screen.Line(PlanOutput.Outcome(result)));
            return PlanRun.Conclude(result);
        }
        catch (OperationCanceledException) when (call.Cancellation.IsCancellationRequested)
        {
            throw new DetachedException(target.Instance);
        }
    }

    // Only once there is something to look at: what cannot be attached to cannot be detached from.
    private sealed class Announced(Screen screen, IProgress<PlanProgress> progress) : IProgress<PlanProgress>
    {
        private bool _isSaid;

        public void Report(PlanProgress value)
        {
            if (!_isSaid)
            {
                _isSaid = true;
                screen.Line("Ctrl+C detaches; what runs goes on");
                screen.Writer.Flush();
            }

            progress.Report(value);
        }
    }
}

/// <summary>The user has seen enough. Nothing was stopped.</summary>
/// <param name="target">What was followed.</param>
internal sealed class DetachedException(string target)
    : OptException("Detached", ExitCode.Interrupted, "detached; what runs goes on", $"'optaic flow attach {target}' shows it again, 'optaic flow stop {target}' ends it");
