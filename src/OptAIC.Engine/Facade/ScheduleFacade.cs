using OptAIC.Engine.Execution;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Schedules;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Model;
using OptAIC.Schedules;

namespace OptAIC.Engine.Facade;

/// <summary>Schedules of a workspace, and what is due by them.</summary>
public sealed class ScheduleFacade
{
    private readonly WorkspaceContext _workspace;
    private readonly FlowFacade _flows;

    internal ScheduleFacade(WorkspaceContext workspace, FlowFacade flows) => (_workspace, _flows) = (workspace, flows);

    /// <summary>Schedules of flows, in lineage order where they are not named.</summary>
    /// <param name="targets">Instances, flows (<c>prices.refresh</c>), patterns, selectors; none is every flow that has a schedule.</param>
    /// <param name="flow">Which flow of the instances.</param>
    /// <param name="exclude">Names, patterns and selectors of what is left out.</param>
    /// <param name="count">How many of the next planned instants to list.</param>
    /// <param name="from">The instant that they come after; now when left out.</param>
    /// <exception cref="InstanceNotFoundException">A name without wildcards does not exist.</exception>
    public IReadOnlyList<OptSchedule> List(
        IReadOnlyList<string>? targets = null, FlowKind? flow = null, IReadOnlyList<string>? exclude = null, int count = 1, DateTimeOffset? from = null)
    {
        var look = FlowLook.New(_workspace);
        var objects = new ScheduleObjects(_workspace, look.Snapshot, look.States);
        var named = targets is { Count: > 0 };
        var scheduled = objects.Flows.ToHashSet();
        var meant = look.Meant([.. (named ? targets! : ["*"]).Select(t => new FlowTarget(t, flow))], exclude ?? []);
        var literal = named ? targets!.Where(t => !InstanceQuery.MeansSeveral(t)).Select(t => FlowTargets.Resolve(look.Snapshot, new FlowTarget(t, flow))).ToHashSet() : [];
        return [.. meant.Where(k => scheduled.Contains(k) || literal.Contains(k)).Select(k => objects.Of(k, count, from))];
    }

    /// <summary>Changes the schedule of a flow. A flow that runs goes on.</summary>
    /// <param name="target">The flow.</param>
    /// <param name="request">How it is to be.</param>
    /// <param name="whatIf">Write nothing.</param>
    /// <param name="cancellation">Ends the waiting for others who change the instance.</param>
    /// <exception cref="Specs.InvalidSpecException">The schedule breaks rules; all are listed.</exception>
    /// <exception cref="UnknownTimeZoneException">The zone is not known on this machine.</exception>
    public OptInstanceChange Set(FlowTarget target, ScheduleRequest request, bool whatIf = false, CancellationToken cancellation = default)
    {
        var flow = FlowTargets.Resolve(new WorkspaceSnapshot(_workspace), target);
        return new InstanceChanges(_workspace).Apply(
            flow.Instance.ToString("D"), "schedule.changed", whatIf, (snapshot, row) => Revise(snapshot, row, flow.Flow, request), cancellation);
    }

    /// <summary>Switches schedules on or off. What was planned while one was off is not made up for.</summary>
    /// <param name="targets">Instances, flows, patterns, selectors; of patterns and selectors only flows that have a schedule are meant.</param>
    /// <param name="flow">Which flow of the instances.</param>
    /// <param name="enabled">On, or off.</param>
    /// <param name="whatIf">Write nothing.</param>
    /// <param name="cancellation">Ends the waiting for others who change an instance.</param>
    /// <exception cref="NoScheduleException">A flow that was named has no schedule.</exception>
    public IReadOnlyList<OptInstanceChange> Switch(IReadOnlyList<string> targets, FlowKind? flow, bool enabled, bool whatIf = false, CancellationToken cancellation = default)
    {
        var schedules = List(targets, flow, count: 0);
        if (schedules.FirstOrDefault(s => s.Kind == ScheduleKind.Manual) is { } none)
        {
            throw new NoScheduleException(none.ToString());
        }

        return [.. schedules.Select(s => Set(new FlowTarget(s.InstanceId.ToString("D"), s.Flow), new ScheduleRequest { Enabled = enabled }, whatIf, cancellation))];
    }

    /// <summary>Starts what is due, waits for it, and goes on until nothing is due any more. Of any number of callers at the same time, one starts each.</summary>
    /// <param name="progress">Told what happens, as it happens.</param>
    /// <param name="cancellation">Cancels what was started; the call returns when it has ended.</param>
    public Task<DueResult> DueAsync(IProgress<OptScheduleEvent>? progress = null, CancellationToken cancellation = default) => LoopAsync(forever: false, progress, cancellation);

    /// <summary>Starts whatever becomes due, until cancelled.</summary>
    /// <inheritdoc cref="DueAsync"/>
    public Task<DueResult> RunAsync(IProgress<OptScheduleEvent>? progress = null, CancellationToken cancellation = default) => LoopAsync(forever: true, progress, cancellation);

    private async Task<DueResult> LoopAsync(bool forever, IProgress<OptScheduleEvent>? progress, CancellationToken cancellation)
    {
        var events = new List<OptScheduleEvent>();
        var loop = new DueLoop(_workspace, _flows, news =>
        {
            if (!forever)
            {
                events.Add(news);
            }

            progress?.Report(news);
        });
        await loop.RunAsync(forever, cancellation).ConfigureAwait(false);
        var standing = loop.StandingAlerts.Select(f => $"{_workspace.Registry.Instance(f.Instance)?.Name}.{SnakeCase.Of(f.Flow)}").Order(StringComparer.Ordinal).ToList();
        return new DueResult(events, standing, cancellation.IsCancellationRequested && !forever);
    }

    private InstanceRevision Revise(WorkspaceSnapshot snapshot, InstanceRow row, FlowKind flow, ScheduleRequest request)
    {
        var present = PresentInstance.Read(_workspace, row);
        var position = new DocumentPosition(row.Name);
        var schedules = new List<DocumentEntry>();
        if (present.Document.Schedules is { } had)
        {
            schedules.AddRange(had.EnumerateObject().Where(s => s.Name != SnakeCase.Of(flow)).Select(s => Entry(s.Name, ValueReader.Read(s.Value, position))));
        }

        schedules.Add(Entry(SnakeCase.Of(flow), new ScheduleOverlay(request, present.Document.Schedules?.Value(SnakeCase.Of(flow))).Apply()));
        var spec = present.Spec().Entries.Where(e => e.Name is not ("schedule" or "schedules")).Append(Entry("schedules", new DocumentMapping(schedules, position)));
        return InstanceRevision.Of(_workspace, snapshot, present, new DocumentMapping([.. spec], position), baseDirectory: null);

        DocumentEntry Entry(string name, DocumentNode value) => new(new DocumentScalar(name, ScalarStyle.Quoted, position), value);
    }
}
