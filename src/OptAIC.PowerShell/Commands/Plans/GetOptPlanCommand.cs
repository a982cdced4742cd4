using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Shows what a refresh would run, in which order and why, without running it.</summary>
[Cmdlet(VerbsCommon.Get, "OptPlan")]
[OutputType(typeof(OptPlanStep))]
public sealed class GetOptPlanCommand : PlanRequestCommand
{
    private protected override void Answer(FlowRunRequest request) => WriteItems(Workspace.Flows.Plan(request));
}
