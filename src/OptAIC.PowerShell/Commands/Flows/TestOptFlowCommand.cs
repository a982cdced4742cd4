using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Freshness;

namespace OptAIC.Commands;

/// <summary>Says whether flows are fresh, or what keeps them from it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "OptFlow")]
[OutputType(typeof(bool), typeof(OptReason))]
public sealed class TestOptFlowCommand : FlowCommand
{
    /// <summary>Ask about everything upstream instead of the flow itself.</summary>
    [Parameter(HelpMessage = "Ask whether everything upstream is ready, so that the flow may start, instead of whether the flow itself is")]
    public SwitchParameter Upstream { get; set; }

    /// <summary>Write the reasons instead of a yes or no.</summary>
    [Parameter(HelpMessage = "Return the reasons instead of $true or $false; none when all is well")]
    public SwitchParameter Explain { get; set; }

    /// <summary>Count an upstream whose source is late as ready.</summary>
    [Parameter(HelpMessage = "Count an upstream whose source is late (StaleSourceDelayed) as ready")]
    public SwitchParameter AcceptDelayed { get; set; }

    /// <summary>The day to judge by.</summary>
    [Parameter(HelpMessage = "The day to judge by, for example 2024-03-29. Default: today")]
    [DateTransformation]
    public DateOnly? AsOf { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reference in Instance)
        {
            ForItem(reference, () =>
            {
                foreach (var flow in FindFlows(reference))
                {
                    Answer(Workspace.Flows.Check(new FlowTarget(flow.InstanceId.ToString("D"), flow.Flow), AsOf, AcceptDelayed));
                }
            });
        }
    }

    private void Answer(OptFreshness freshness)
    {
        if (Explain)
        {
            WriteObject(Upstream ? freshness.Blockers.SelectMany(b => b.Reasons) : freshness.Flow.Reasons, enumerateCollection: true);
        }
        else
        {
            WriteObject(Upstream ? freshness.AllReady : freshness.Flow.Status == FlowStatus.Ready);
        }
    }
}
