using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Runs flows and waits for their end.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "OptFlow", SupportsShouldProcess = true)]
[OutputType(typeof(OptRun), typeof(OptPlanStep))]
public sealed class InvokeOptFlowCommand : StartingCommand
{
    private InteractiveSession? _session;

    /// <summary>Work on the notebook instead of running it.</summary>
    [Parameter(HelpMessage = "Work on the notebook of a workflow in a browser instead of running it: starts JupyterLab or the classic server and tells what to open. Ctrl+C ends it")]
    public SwitchParameter Interactive { get; set; }

    private protected override void Start(FlowRunRequest request)
    {
        _session = Interactive ? InteractiveSession.New() : null;
        RunAndWait(request with { Interactive = _session });
    }

    private protected override void OnNews(PlanProgress news)
    {
        if (news is { Kind: PlanProgressKind.Opened, Text: { } address } && _session is not null)
        {
            WriteInformation(new HostInformationMessage { Message = $"open {_session.AddressOf(address)}" }, ["PSHOST"]);
        }
    }
}
