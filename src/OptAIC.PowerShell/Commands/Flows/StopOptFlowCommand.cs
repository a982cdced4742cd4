using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Stops the runs of flows; a flow that is idle is no error.</summary>
[Cmdlet(VerbsLifecycle.Stop, "OptFlow", SupportsShouldProcess = true)]
[OutputType(typeof(OptFlow))]
public sealed class StopOptFlowCommand : FlowCommand
{
    /// <summary>How long a run is given to end by itself.</summary>
    [Parameter(HelpMessage = "How long the run is given to end by itself before it is ended by force: 10s, 1m, or seconds. Default: 15s")]
    [DurationTransformation]
    public TimeSpan? Patience { get; set; }

    /// <summary>Write the flow.</summary>
    [Parameter(HelpMessage = "Return the flow, as it is afterwards")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reference in Instance)
        {
            ForItem(reference, () =>
            {
                foreach (var flow in FindFlows(reference))
                {
                    Stop(flow);
                }
            });
        }
    }

    private void Stop(OptFlow flow)
    {
        if (!ShouldProcess(flow.ToString(), "Stop the run"))
        {
            return;
        }

        var stopped = Await(Workspace.Flows.StopAsync(new FlowTarget(flow.InstanceId.ToString("D"), flow.Flow), Patience, StopToken));
        WriteVerbose($"{flow}: {stopped.Outcome}");
        if (PassThru)
        {
            WriteItem(stopped.Flow);
        }
    }
}
