using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Freshness;

namespace OptAIC.Commands;

/// <summary>Says whether flows are fresh, or what keeps them from it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "OptFlow")]
[OutputType(typeof(bool), typeof(OptCheck))]
public sealed class TestOptFlowCommand : FlowCommand
{
    /// <summary>Ask about everything upstream instead of the flow itself.</summary>
    [Parameter(HelpMessage = "Ask whether everything upstream is ready, so that the flow may start, instead of whether the flow itself is")]
    public SwitchParameter Upstream { get; set; }

    /// <summary>Write the evaluation instead of a yes or no.</summary>
    [Parameter(HelpMessage = "Return the evaluation instead of $true or $false: a line per rule with what was observed, down to the root causes")]
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
                    Answer(Workspace.Flows.Check(new FlowTarget(flow.InstanceId.ToString("D"), flow.Flow), AsOf, AcceptDelayed, Explain));
                }
            });
        }
    }

    private void Answer(OptFreshness freshness)
    {
        if (Explain)
        {
            WriteObject(Upstream ? freshness.Checks.Where(c => c.Depth > 0 || c.Name == "upstream_ready") : freshness.Checks, enumerateCollection: true);
        }
        else
        {
            WriteObject(Upstream ? freshness.AllReady : freshness.Flow.Status == FlowStatus.Ready);
        }
    }
}
