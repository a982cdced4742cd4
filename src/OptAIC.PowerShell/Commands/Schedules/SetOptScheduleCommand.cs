using System.Globalization;
using System.Management.Automation;
using OptAIC.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Schedules;

namespace OptAIC.Commands;

/// <summary>Says when flows run by themselves; what is left out stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "OptSchedule", SupportsShouldProcess = true)]
[OutputType(typeof(OptInstanceChange), typeof(OptSchedule))]
public sealed class SetOptScheduleCommand : ScheduleCommand
{
    /// <summary>What makes it fire.</summary>
    [Parameter(HelpMessage = "What makes it fire: Cron, Interval, Upstream or Manual. Default: what the other parameters imply, else as it is")]
    public ScheduleKind? Kind { get; set; }

    /// <summary>Cron expression.</summary>
    [Parameter(HelpMessage = "Cron expression, such as \"0 6 * * 1-5\"")]
    [ValidateNotNullOrEmpty]
    public string? Cron { get; set; }

    /// <summary>Time between two instants.</summary>
    [Parameter(HelpMessage = "Time between two instants, whole minutes: 15m, 1h")]
    [DurationTransformation]
    public TimeSpan? Interval { get; set; }

    /// <summary>When the window opens.</summary>
    [Parameter(HelpMessage = "When the window of an interval opens: 09:30")]
    [ValidateNotNullOrEmpty]
    public string? StartTime { get; set; }

    /// <summary>When the window closes.</summary>
    [Parameter(HelpMessage = "When the window of an interval closes: 16:00. Earlier than the start, it is on the next day")]
    [ValidateNotNullOrEmpty]
    public string? EndTime { get; set; }

    /// <summary>The weekdays of the window.</summary>
    [Parameter(HelpMessage = "The weekdays on which the window of an interval opens: mon-fri")]
    [ValidateNotNullOrEmpty]
    public string? Weekday { get; set; }

    /// <summary>Business days only.</summary>
    [Parameter(HelpMessage = "Whether only business days count")]
    public bool? BusinessDaysOnly { get; set; }

    /// <summary>The calendar of the business days.</summary>
    [Parameter(HelpMessage = "Name of the calendar that says which days are business days")]
    [ValidateNotNullOrEmpty]
    public string? Calendar { get; set; }

    /// <summary>The zone.</summary>
    [Parameter(HelpMessage = "Time zone, such as America/New_York; the names of Windows are taken, too")]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>The first day or instant.</summary>
    [Parameter(HelpMessage = "The first day or instant: 2026-01-01")]
    [ValidateNotNullOrEmpty]
    public string? Start { get; set; }

    /// <summary>The last day or instant.</summary>
    [Parameter(HelpMessage = "The last day or instant: 2026-12-31")]
    [ValidateNotNullOrEmpty]
    public string? End { get; set; }

    /// <summary>The longest delay.</summary>
    [Parameter(HelpMessage = "The longest delay behind a planned instant: 30s, 5m, or seconds. Each flow has its own, always the same; 0 takes it back")]
    [DurationTransformation(OrNone = true)]
    public TimeSpan? Jitter { get; set; }

    /// <summary>How late is in time.</summary>
    [Parameter(HelpMessage = "How late a start may be and still be in time: 15m, 1h, or seconds")]
    [DurationTransformation]
    public TimeSpan? Grace { get; set; }

    /// <summary>What is done about missed instants.</summary>
    [Parameter(HelpMessage = "What is done about planned instants at which nothing was started: Skip, Last (once), or All (each, oldest first)")]
    public CatchUp? CatchUp { get; set; }

    /// <summary>What is done when the flow runs already.</summary>
    [Parameter(HelpMessage = "What is done when the flow runs already: Skip, Queue, Join, or Fail")]
    public OverlapPolicy? Overlap { get; set; }

    /// <summary>Longest duration of an attempt.</summary>
    [Parameter(HelpMessage = "Longest duration of each attempt: 90s, 30m, 2h, or seconds")]
    [DurationTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Attempts after one that fails.</summary>
    [Parameter(HelpMessage = "Attempts after one that fails")]
    [ValidateRange(0, 100)]
    public int? RetryCount { get; set; }

    /// <summary>Wait before the first retry.</summary>
    [Parameter(HelpMessage = "Wait before the first retry: 30s, 5m, or seconds")]
    [DurationTransformation]
    public TimeSpan? RetryDelay { get; set; }

    private protected override void Change(OptSchedule schedule) => Change(schedule, new ScheduleRequest
    {
        Kind = Kind,
        Cron = Cron,
        IntervalMinutes = Minutes(),
        StartTime = StartTime,
        EndTime = EndTime,
        Days = Weekday,
        BusinessDaysOnly = BusinessDaysOnly,
        Calendar = Calendar,
        TimeZone = TimeZone,
        Start = Start,
        End = End,
        Jitter = Text(Jitter),
        Grace = Text(Grace),
        CatchUp = CatchUp,
        Overlap = Overlap,
        Timeout = Text(Timeout),
        MaxRetries = RetryCount,
        RetryDelay = Text(RetryDelay),
    });

    private int? Minutes() => Interval is null ? null
        : Interval.Value.TotalMinutes is var minutes && minutes == Math.Floor(minutes) && minutes <= int.MaxValue ? (int)minutes
        : throw new PSArgumentException($"an interval has whole minutes, and {Interval} has not", nameof(Interval));

    // As specs write durations.
    private static string? Text(TimeSpan? duration) => duration?.TotalSeconds.ToString("0.###'s'", CultureInfo.InvariantCulture);
}
