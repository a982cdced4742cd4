using System.Globalization;
using OptAIC.Engine.Documents;
using OptAIC.Model;
using OptAIC.Schedules;

namespace OptAIC.Engine.Registry;

/// <summary>The schedule of a flow as the registry knows it, with how far it has come.</summary>
internal sealed record ScheduleRow
{
    public required FlowKey Key { get; init; }

    /// <summary>The schedule as the instance document has it, but for its expression: JSON. Most say the same.</summary>
    public required string Spec { get; init; }

    /// <summary>Its cron expression.</summary>
    public string? Expression { get; init; }

    /// <summary>The zone of the instance, for a schedule that names none.</summary>
    public string? Zone { get; init; }

    /// <summary>When newer data are expected: JSON.</summary>
    public string? Frequency { get; init; }

    /// <summary>Since when it stands as it does.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The last planned instant that was decided.</summary>
    public DateTimeOffset? Handled { get; init; }

    /// <summary>The time on the wall clock that it meant.</summary>
    public DateTime? HandledWall { get; init; }

    /// <summary>Digest of the upstreams' versions that last called for a run.</summary>
    public string? Upstreams { get; init; }

    /// <summary>The last run that was scheduled.</summary>
    public Guid? Run { get; init; }

    /// <summary>What people were last alerted to, while it lasts.</summary>
    public string? Alert { get; init; }

    /// <summary>How far it has come. What was decided before it was set as it is does not bind it.</summary>
    public ScheduleMark Mark => Handled is { } handled && handled > Since ? new(handled, HandledWall) : new(Since);

    /// <summary>The same once a run has been scheduled.</summary>
    public ScheduleRow With(Guid run, RunOccurrence occurrence)
    {
        var row = this with { Run = run, Upstreams = occurrence.Upstreams ?? Upstreams };
        return occurrence.Upstreams is null ? row.Decided(occurrence.PlannedAt, occurrence.Wall) : row;
    }

    /// <summary>The same once a planned instant has been decided; it never goes back.</summary>
    public ScheduleRow Decided(DateTimeOffset planned, DateTime? wall) => Handled >= planned ? this : this with { Handled = planned, HandledWall = wall };

    /// <summary>A time on a wall clock as texts have it.</summary>
    public static string? WallText(DateTime? wall) => wall?.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
