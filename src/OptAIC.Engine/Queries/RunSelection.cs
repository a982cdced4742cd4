using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Registry;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Runs.Conditions;

namespace OptAIC.Engine.Queries;

/// <summary>Selects runs by a filter. Those that have ended are looked for by the registry; the few that have not are looked at one by one, because what the registry has of them may be old.</summary>
/// <param name="snapshot">The workspace.</param>
internal sealed class RunSelection(WorkspaceSnapshot snapshot)
{
    private readonly SeenRuns _seen = new(snapshot);

    /// <summary>The runs, newest first, each with its row, without what only its record holds.</summary>
    /// <exception cref="InstanceNotFoundException">An instance without wildcards in its name does not exist.</exception>
    /// <exception cref="RunConditionException">The condition cannot be read, or asks for a metric that no run has.</exception>
    public IReadOnlyList<(RunRow Row, OptRun Run)> Select(RunFilter filter)
    {
        var condition = filter.Where is { } text ? RunCondition.Parse(text, snapshot.Workspace.Time.GetUtcNow()) : null;
        if (condition is not null)
        {
            MetricCheck.Check(snapshot.Workspace.Registry, condition);
        }

        var query = Named(new RunQuery { Flows = Several(filter), Flow = filter.Flow }, filter);
        var underWay = Read(query with { Ended = false })
            .Where(r => _seen.HasBegun(r.Row) && (filter.Status is null || r.Run.Status == filter.Status) && (condition is null || condition.Matches(r.Run)));
        var ended = Read(query with { Ended = true, Status = filter.Status, Where = condition?.Test, Limit = filter.Limit });
        return [.. underWay.Concat(ended).OrderByDescending(r => r.Row.CreatedAt).ThenByDescending(r => r.Row.Id).Take(filter.Limit)];
    }

    private IEnumerable<(RunRow Row, OptRun Run)> Read(RunQuery query) => snapshot.Workspace.Registry.Runs(query).Select(r => (r, _seen.FromRow(r)));

    private RunQuery Named(RunQuery query, RunFilter filter)
    {
        if (filter.Instance is not { } name || IsSeveral(filter))
        {
            return query;
        }

        var (instance, flow) = FlowTargets.Named(snapshot, name);
        return query with { Instance = instance.Id, Flow = query.Flow ?? flow?.Flow };
    }

    // More than one name asks for; null where a single instance or all are meant.
    private IReadOnlySet<FlowKey>? Several(RunFilter filter) => !IsSeveral(filter) ? null : InstanceQuery.Flows(
        snapshot,
        snapshot.States(new EvaluationTime(snapshot.Workspace.Time.GetUtcNow())),
        new InstanceFilter { Names = filter.Instance is { } name ? [name] : [], Exclude = filter.Exclude });

    private static bool IsSeveral(RunFilter filter) => (filter.Instance is not null && InstanceQuery.MeansSeveral(filter.Instance)) || filter.Exclude.Count > 0;
}
