using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Schedules;

namespace OptAIC.Commands;

/// <summary>Lets schedules start flows again; what was planned meanwhile is not made up for.</summary>
[Cmdlet(VerbsLifecycle.Enable, "OptSchedule", SupportsShouldProcess = true)]
[OutputType(typeof(OptInstanceChange), typeof(OptSchedule))]
public sealed class EnableOptScheduleCommand : ScheduleCommand
{
    private protected override void Change(OptSchedule schedule)
    {
        if (schedule.Kind == ScheduleKind.Manual)
        {
            throw new NoScheduleException(schedule.ToString());
        }

        Change(schedule, new ScheduleRequest { Enabled = true });
    }
}
