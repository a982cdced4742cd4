using OptAIC.Engine.Registry;
using OptAIC.Freshness;

namespace OptAIC.Engine.Queries;

/// <summary>Makes the objects that people see from rows and states.</summary>
internal static class FlowObjects
{
    public static OptFlow Flow(WorkspaceSnapshot snapshot, FlowState state)
    {
        var instance = snapshot.InstanceOf(state.Flow);
        var row = snapshot.Flow(state.Flow);
        return new OptFlow
        {
            Id = row.Handle,
            Instance = instance.Name,
            InstanceId = instance.Id,
            Flow = state.Flow.Flow,
            Status = state.Status,
            Reasons = [.. state.Reasons.Select(r => ReasonNames.Object(r, snapshot.NameOf))],
            DataVersion = state.DataVersion,
            LastDataDate = row.LastCompleted?.LastDataDate,
            LastRun = row.LastRun?.Id,
            LastRunAt = row.LastRun?.EndedAt,
            ActiveRun = state.Status == FlowStatus.Running ? row.ActiveRun : null,
        };
    }

    public static OptInstance Instance(WorkspaceSnapshot snapshot, InstanceRow row, FlowStates states, bool updateAvailable) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Type = row.Type,
        Definition = row.Definition,
        Stage = row.Stage,
        Status = snapshot.StatusOf(row, states),
        UpdateAvailable = updateAvailable,
        Flows = [.. row.Flows.Select(f => Flow(snapshot, states[f.Key]))],
        Upstream = [.. row.Upstream.Select(e => snapshot.Find(e.Upstream.Instance)?.Name).OfType<string>().Distinct()],
        Tags = row.Tags,
        Generation = row.Generation,
        CreatedAt = row.CreatedAt,
        Path = snapshot.PathsOf(row.Id).Directory,
    };
}
