using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Schedules;

namespace OptAIC.Commands;

/// <summary>Lets schedules start nothing; a run that is under way goes on.</summary>
[Cmdlet(VerbsLifecycle.Disable, "OptSchedule", SupportsShouldProcess = true)]
[OutputType(typeof(OptInstanceChange), typeof(OptSchedule))]
public sealed class DisableOptScheduleCommand : ScheduleCommand
{
    private protected override void Change(OptSchedule schedule)
    {
        if (schedule.Kind == ScheduleKind.Manual)
        {
            throw new NoScheduleException(schedule.ToString());
        }

        Change(schedule, new ScheduleRequest { Enabled = false });
    }
}
