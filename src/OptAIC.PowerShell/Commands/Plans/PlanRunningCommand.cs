using System.ComponentModel;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>
/// Base of the cmdlets that run plans and wait, or look on: whoever runs owns, so the end of the pipeline cancels the runs; who looks on only looks no
/// more.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PlanRunningCommand : WorkspaceCommand
{
    /// <summary>Runs a plan, shows how far it is, and hands over its news on this thread.</summary>
    private protected T RunPlan<T>(Func<IProgress<PlanProgress>, CancellationToken, Task<T>> run, Action<PlanProgress> onNews)
    {
        var display = new PlanProgressDisplay(this);
        try
        {
            return NewsPump.Run(
                run,
                news =>
                {
                    display.Show(news);
                    onNews(news);
                },
                display.Beat,
                StopToken);
        }
        finally
        {
            display.Complete();
        }
    }

    /// <summary>Writes an error for every step that did not end well.</summary>
    private protected void WriteFailures(IEnumerable<OptPlanStep> steps)
    {
        foreach (var step in steps)
        {
            if (step is { Run: { } id, Outcome: StepOutcome.Failed or StepOutcome.Cancelled })
            {
                WriteError(ErrorRecords.RunFailed(Workspace.Runs.Get(id.ToString("D"))));
            }
            else if (step.Outcome is StepOutcome.NotRun or StepOutcome.Busy or StepOutcome.Failed)
            {
                WriteError(ErrorRecords.StepNotRun(step));
            }
        }
    }
}
