using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Starts flows and returns their runs at once; the runs survive the session.</summary>
[Cmdlet(VerbsLifecycle.Start, "OptFlow", SupportsShouldProcess = true)]
[OutputType(typeof(OptRun), typeof(OptPlanStep))]
public sealed class StartOptFlowCommand : StartingCommand
{
    /// <summary>Wait for the end of the runs.</summary>
    [Parameter(HelpMessage = "Wait for the runs to end, showing progress. Ctrl+C then cancels them")]
    public SwitchParameter Wait { get; set; }

    private protected override void Start(FlowRunRequest request)
    {
        if (Wait)
        {
            RunAndWait(request);
            return;
        }

        var steps = Await(Workspace.Flows.StartDetachedAsync(request, StopToken)).Steps;
        WriteItems(steps.Select(s => s.Run).OfType<Guid>().Select(run => Workspace.Runs.Get(run.ToString("D"))));
        SayWhatWasReady(steps);
        WriteFailures(steps);
    }
}
