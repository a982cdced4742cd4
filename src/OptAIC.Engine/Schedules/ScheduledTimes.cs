using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Schedules;

namespace OptAIC.Engine.Schedules;

/// <summary>When flows run by themselves.</summary>
internal sealed class ScheduledTimes(WorkspaceContext workspace)
{
    private readonly Dictionary<FlowKey, ScheduleRow> _rows = workspace.Registry.Schedules().ToDictionary(r => r.Key);
    private readonly ScheduleReader _reader = new(workspace);
    private readonly DateTimeOffset _now = workspace.Time.GetUtcNow();

    /// <summary>The flows that have a schedule.</summary>
    public IEnumerable<FlowKey> Flows => _rows.Keys;

    /// <summary>The schedule of a flow with how far it has come; <c>null</c> when it has none.</summary>
    public (ScheduleRow Row, FlowSchedule Schedule)? Of(FlowKey flow) => _rows.TryGetValue(flow, out var row) ? (row, _reader.Read(row)) : null;

    /// <summary>The schedule of a flow in a few words; <c>null</c> when it has none.</summary>
    public string? TextOf(FlowKey flow) =>
        _rows.TryGetValue(flow, out var row) && _reader.Read(row) is var schedule ? schedule.IsEnabled ? schedule.Text : $"{schedule.Text} (disabled)" : null;

    /// <summary>The next planned instant of a flow that has not been decided; <c>null</c> when there is none.</summary>
    public DateTimeOffset? NextOf(FlowKey flow)
    {
        if (!_rows.TryGetValue(flow, out var row) || _reader.Read(row) is not { IsTimed: true } schedule)
        {
            return null;
        }

        var from = _now - schedule.DelayOf(flow);
        return schedule.Next(row.Mark.Instant > from ? row.Mark.Instant : from)?.Time.ToUniversalTime();
    }
}
