using OptAIC.Errors;
using OptAIC.Schedules;

namespace OptAIC.Engine.Facade;

/// <summary>What came of a look for what is due.</summary>
/// <param name="Events">What happened, in its order.</param>
/// <param name="StandingAlerts">How many alerts stand: runs that failed, refreshes that are overdue, data that are behind.</param>
/// <param name="Cancelled">Whether it was cancelled.</param>
public sealed record DueResult(IReadOnlyList<OptScheduleEvent> Events, int StandingAlerts, bool Cancelled)
{
    /// <summary>The exit code of a command that looked: a scheduler of the operating system shows it.</summary>
    public ExitCode ExitCode =>
        Cancelled ? ExitCode.Interrupted
        : StandingAlerts > 0 || Events.Any(e => e.Kind is ScheduleEventKind.Failed or ScheduleEventKind.Cancelled) ? ExitCode.Failed
        : ExitCode.Done;
}
