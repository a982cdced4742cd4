using OptAIC.Model;

namespace OptAIC.Engine.Documents;

/// <summary>
/// The document <c>metadata/&lt;flow&gt;.schedule.json</c>: what the schedule of a flow has decided without starting a run, and the alert that was given.
/// Knowledge: what was started stands in the records of runs, and is never started twice though this is lost.
/// </summary>
internal sealed record ScheduleDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    public required FlowKind Flow { get; init; }

    /// <summary>The last planned instant that was decided without a run.</summary>
    public DateTimeOffset? Handled { get; init; }

    /// <summary>The time on the wall clock that it meant.</summary>
    public DateTime? HandledWall { get; init; }

    /// <summary>What people were last alerted to, while it lasts.</summary>
    public string? Alert { get; init; }
}
