using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Runs flows and waits for their end.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "OptFlow", SupportsShouldProcess = true)]
[OutputType(typeof(OptRun), typeof(OptPlanStep))]
public sealed class InvokeOptFlowCommand : StartingCommand
{
    private protected override void Start(FlowRunRequest request) => RunAndWait(request);
}
