using OptAIC.Errors;
using OptAIC.Schedules;

namespace OptAIC.Engine.Facade;

/// <summary>What came of a look for what is due.</summary>
/// <param name="Events">What happened, in its order.</param>
/// <param name="StandingAlerts">The flows of which an alert stands: their run failed, their refresh is overdue, their data are behind.</param>
/// <param name="Cancelled">Whether it was cancelled.</param>
public sealed record DueResult(IReadOnlyList<OptScheduleEvent> Events, IReadOnlyList<string> StandingAlerts, bool Cancelled)
{
    /// <summary>The exit code of a command that looked: a scheduler of the operating system shows it.</summary>
    public ExitCode ExitCode =>
        Cancelled ? ExitCode.Interrupted
        : StandingAlerts.Count > 0 || Events.Any(e => e.Kind is ScheduleEventKind.Failed or ScheduleEventKind.Cancelled) ? ExitCode.Failed
        : ExitCode.Done;
}
