using OptAIC.Engine.Instances;
using OptAIC.Engine.Registry;
using OptAIC.Freshness;
using OptAIC.Runs;

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
            ActiveModel = state.ActiveModelVersion,
            LastRun = row.LastRun?.Id,
            LastRunAt = row.LastRun?.EndedAt,
            LastOutcome = row.LastRun is { } last ? (last.Failed ? RunStatus.Failed : RunStatus.Completed) : null,
            Schedule = snapshot.Schedules.TextOf(state.Flow),
            NextRunAt = snapshot.Schedules.NextOf(state.Flow),
            ActiveRun = state.Status == FlowStatus.Running ? row.ActiveRun : null,
        };
    }

    public static OptInstance Instance(WorkspaceSnapshot snapshot, InstanceRow row, FlowStates states, bool updateAvailable, string? problem) => WithRuns(snapshot, row, states, new()
    {
        Id = row.Id,
        Name = row.Name,
        Type = row.Type,
        Definition = row.Definition,
        Stage = row.Stage,
        Status = snapshot.StatusOf(row, states),
        Problem = problem,
        UpdateAvailable = updateAvailable,
        Flows = [.. row.Flows.Select(f => Flow(snapshot, states[f.Key]))],
        Config = problem is not null ? [] : new ReadWhenAsked<OptConfigValue>(() => Config(snapshot, row)),
        Settings = problem is not null ? [] : new ReadWhenAsked<OptConfigValue>(() => InstanceSettings.Of(InstanceFolder.Document(snapshot.PathsOf(row.Id)))),
        Edges = Edges(snapshot, row),
        Upstream = [.. row.Upstream.Where(e => e.Upstream.Instance != row.Id).Select(e => snapshot.Find(e.Upstream.Instance)?.Name).OfType<string>().Distinct()],
        Tags = row.Tags,
        Generation = row.Generation,
        CreatedAt = row.CreatedAt,
        Path = snapshot.PathsOf(row.Id).Directory,
    });

    private static OptInstance WithRuns(WorkspaceSnapshot snapshot, InstanceRow row, FlowStates states, OptInstance instance)
    {
        var last = instance.Flows.Where(f => f.LastRunAt is not null).MaxBy(f => f.LastRunAt);
        return instance with
        {
            LastRunAt = last?.LastRunAt,
            LastOutcome = last?.LastOutcome,
            // Only a flow that runs has a lock file that is worth opening.
            Owner = row.Flows.Where(f => states[f.Key].Status == FlowStatus.Running).Select(snapshot.OwnerOf).FirstOrDefault(o => o is not null),
        };
    }

    /// <summary>What the flows of an instance depend on.</summary>
    /// <param name="snapshot">The instances that it depends on.</param>
    /// <param name="row">The instance, which may be one that is not made yet.</param>
    public static IReadOnlyList<OptLineageEdge> Edges(WorkspaceSnapshot snapshot, InstanceRow row) =>
    [
        .. row.Upstream.Where(e => e.Upstream.Instance == row.Id || snapshot.Find(e.Upstream.Instance) is not null).Select(e => new OptLineageEdge
        {
            Upstream = e.Upstream.Instance == row.Id ? row.Name : snapshot.Find(e.Upstream.Instance)!.Name,
            UpstreamFlow = e.Upstream.Flow,
            Downstream = row.Name,
            DownstreamFlow = e.Downstream.Flow,
            Kind = e.Kind,
            Role = e.Role,
        }),
    ];

    private static IReadOnlyList<OptConfigValue> Config(WorkspaceSnapshot snapshot, InstanceRow row)
    {
        var paths = snapshot.PathsOf(row.Id);
        var document = InstanceFolder.Document(paths);
        return InstanceConfig.Of(document, document.Parts.Where(p => !p.Shared).ToDictionary(p => p.Role, p => InstanceFolder.Part(paths, p)), id => snapshot.Find(id)?.Name);
    }
}
