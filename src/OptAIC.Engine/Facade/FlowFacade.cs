using OptAIC.Engine.Execution;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Runner;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Planning;

namespace OptAIC.Engine.Facade;

/// <summary>Flows of a workspace: status, plans, runs.</summary>
public sealed class FlowFacade
{
    private readonly WorkspaceContext _workspace;
    private FlowLook? _look;

    internal FlowFacade(WorkspaceContext workspace) => _workspace = workspace;

    /// <summary>Flows of the instances that a filter selects, in lineage order.</summary>
    /// <param name="filter">The instances; all when left out.</param>
    /// <param name="flow">Only this flow.</param>
    /// <exception cref="InstanceNotFoundException">A name without wildcards does not exist.</exception>
    public IReadOnlyList<OptFlow> List(InstanceFilter? filter = null, FlowKind? flow = null)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var states = snapshot.States(Now());
        var chosen = InstanceQuery.Flows(snapshot, states, filter ?? new InstanceFilter());
        return [.. states.All.Where(s => chosen.Contains(s.Flow) && (flow is null || s.Flow.Flow == flow)).Select(s => FlowObjects.Flow(snapshot, s))];
    }

    /// <summary>Status of a flow, and what stands in the way of starting it.</summary>
    /// <param name="target">The flow.</param>
    /// <param name="asOf">The day to judge by; today when left out.</param>
    /// <param name="acceptDelayed">Whether an upstream whose source is late counts as ready.</param>
    /// <param name="explain">Whether to list every rule, down to the root causes.</param>
    public OptFreshness Check(FlowTarget target, DateOnly? asOf = null, bool acceptDelayed = false, bool explain = false)
    {
        var look = Look(asOf, acceptDelayed);
        return Freshness(look.Snapshot, look.States, FlowTargets.Resolve(look.Snapshot, target), explain);
    }

    /// <summary>The same of every flow that some texts mean: flows as above in their order, patterns and selectors in lineage order; each once.</summary>
    /// <param name="targets">Instances, flows (<c>prices.refresh</c>), patterns, selectors.</param>
    /// <param name="flow">Which flow of the instances.</param>
    /// <param name="exclude">Names, patterns and selectors of what is left out.</param>
    /// <param name="asOf">The day to judge by; today when left out.</param>
    /// <param name="acceptDelayed">Whether an upstream whose source is late counts as ready.</param>
    /// <param name="explain">Whether to list every rule, down to the root causes.</param>
    public IReadOnlyList<OptFreshness> Check(
        IReadOnlyList<string> targets, FlowKind? flow, IReadOnlyList<string> exclude, DateOnly? asOf = null, bool acceptDelayed = false, bool explain = false)
    {
        var look = Look(asOf, acceptDelayed);
        return [.. look.Meant([.. targets.Select(t => new FlowTarget(t, flow))], exclude).Select(k => Freshness(look.Snapshot, look.States, k, explain))];
    }

    /// <summary>Flows that some texts mean, as <see cref="Check(IReadOnlyList{string}, FlowKind?, IReadOnlyList{string}, DateOnly?, bool, bool)"/> takes them.</summary>
    /// <param name="targets">Instances, flows (<c>prices.refresh</c>), patterns, selectors.</param>
    /// <param name="flow">Which flow of the instances.</param>
    /// <param name="exclude">Names, patterns and selectors of what is left out.</param>
    public IReadOnlyList<OptFlow> Find(IReadOnlyList<string> targets, FlowKind? flow, IReadOnlyList<string> exclude)
    {
        var look = Look();
        return [.. look.Meant([.. targets.Select(t => new FlowTarget(t, flow))], exclude).Select(k => FlowObjects.Flow(look.Snapshot, look.States[k]))];
    }

    /// <summary>The plan that a request stands for; nothing is run.</summary>
    public IReadOnlyList<OptPlanStep> Plan(FlowRunRequest request)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var plan = FlowPlan.Create(snapshot, Spelled(snapshot, request), _workspace.Time.GetUtcNow());
        return [.. plan.Objects().Zip(plan.Steps, (step, flow) => step with { Checks = CheckObjects.Own(plan.States, flow.Flow, plan.Snapshot.NameOf) })];
    }

    /// <summary>Runs a plan in a runner process and waits for its end. Where there is nothing to run, no process is started.</summary>
    /// <param name="request">The flows.</param>
    /// <param name="progress">Told the news.</param>
    /// <param name="cancellation">Cancels the runs; the call returns when they have ended.</param>
    /// <exception cref="UpstreamNotReadyException">The only target's upstream is not ready.</exception>
    public async Task<PlanResult> RunAsync(FlowRunRequest request, IProgress<PlanProgress>? progress = null, CancellationToken cancellation = default)
    {
        (request, var plan) = Prepare(request);
        if (plan.HasWork)
        {
            return await RunnerClient.RunAsync(_workspace, request, progress, cancellation).ConfigureAwait(false);
        }

        var steps = Idle(plan);
        progress?.Report(new PlanProgress { Kind = PlanProgressKind.Finished, Plan = steps });
        return new PlanResult(steps, Cancelled: false);
    }

    /// <summary>The request that runs its targets also when they are ready already, and otherwise as it stands: what somebody runs by name is meant to run.</summary>
    /// <param name="request">Single flows.</param>
    public FlowRunRequest Again(FlowRunRequest request)
    {
        var look = Look(request.AsOf, request.AcceptDelayed);
        return request with { Force = request.Force || request.Targets.All(t => look.States[FlowTargets.Resolve(look.Snapshot, t)].Status == FlowStatus.Ready) };
    }

    /// <summary>Starts a plan in a runner process that outlives the caller.</summary>
    /// <returns>The plan's id and steps; the first that has begun carries its run.</returns>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<PlanResult> StartDetachedAsync(FlowRunRequest request, CancellationToken cancellation = default)
    {
        (request, var plan) = Prepare(request);
        return plan.HasWork ? await RunnerClient.StartDetachedAsync(_workspace, request, cancellation).ConfigureAwait(false) : new PlanResult(Idle(plan), Cancelled: false);
    }

    /// <summary>
    /// Follows the plan in which a flow runs, or is yet to run, whatever process has it in hand, to its end. Where there is none, what became of its
    /// last one is told. Who follows owns nothing: to stop following stops nothing else.
    /// </summary>
    /// <param name="target">The flow; or, as its instance's name, a run by what <see cref="RunFacade.Get"/> takes, or a plan by its id or the beginning of it.</param>
    /// <param name="withLogs">Whether to tell what the runs say, too.</param>
    /// <param name="progress">Told the news so far, then those that come.</param>
    /// <param name="cancellation">Ends the following, and nothing else.</param>
    /// <exception cref="Runs.RunNotFoundException">It has not been run.</exception>
    /// <exception cref="RunnerFailedException">The plan ended without a result.</exception>
    public Task<PlanResult> AttachAsync(FlowTarget target, bool withLogs, IProgress<PlanProgress>? progress = null, CancellationToken cancellation = default) =>
        new FlowAttachment(_workspace, new RunFacade(_workspace)).FollowAsync(target, withLogs, progress, cancellation);

    /// <summary>Stops a flow's run and waits until it has ended. Stopping an idle flow succeeds.</summary>
    /// <param name="target">The flow.</param>
    /// <param name="patience">How long the runner is given before it is ended by force; 15 s when left out.</param>
    /// <param name="cancellation">Ends the waiting, not the stop.</param>
    public Task<StoppedFlow> StopAsync(FlowTarget target, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        var look = Look();
        return FlowStop.StopAsync(_workspace, look, FlowTargets.Resolve(look.Snapshot, target), patience, cancellation);
    }

    /// <summary>The same for every flow that some texts mean, all at once.</summary>
    /// <param name="targets">Instances, flows (<c>prices.refresh</c>), patterns, selectors.</param>
    /// <param name="flow">Which flow of the instances.</param>
    /// <param name="exclude">Names, patterns and selectors of what is left out.</param>
    /// <param name="patience">How long a runner is given before it is ended by force; 15 s when left out.</param>
    /// <param name="cancellation">Ends the waiting, not the stop.</param>
    public async Task<IReadOnlyList<StoppedFlow>> StopAsync(
        IReadOnlyList<string> targets, FlowKind? flow, IReadOnlyList<string> exclude, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        var look = Look();
        var wanted = look.Meant([.. targets.Select(t => new FlowTarget(t, flow))], exclude);
        return await Task.WhenAll(wanted.Select(k => FlowStop.StopAsync(_workspace, look, k, patience, cancellation))).ConfigureAwait(false);
    }

    private FlowLook Look(DateOnly? asOf = null, bool acceptDelayed = false) => FlowLook.At(_workspace, asOf, acceptDelayed, ref _look);

    private static OptFreshness Freshness(WorkspaceSnapshot snapshot, FlowStates states, FlowKey key, bool explain)
    {
        var blockers = states.Blockers(key).Select(b => FlowObjects.Flow(snapshot, b)).ToList();
        return new OptFreshness(FlowObjects.Flow(snapshot, states[key]), blockers.Count == 0, blockers)
        {
            Checks = explain ? CheckObjects.Tree(states, key, snapshot.NameOf) : [],
        };
    }

    private (FlowRunRequest Request, FlowPlan Plan) Prepare(FlowRunRequest request)
    {
        // Somewhere it is tomorrow already.
        if (request.AsOf is { } day && day > DateOnly.FromDateTime(_workspace.Time.GetUtcNow().UtcDateTime).AddDays(1))
        {
            throw new AsOfInFutureException(day);
        }

        try
        {
            var snapshot = new WorkspaceSnapshot(_workspace);
            request = Spelled(snapshot, request);
            return (request, FlowPlan.Create(snapshot, request, _workspace.Time.GetUtcNow()));
        }
        catch (UpstreamNotReadyException refused)
        {
            _workspace.Activity.Append("flow.refused", refused.Flow, ("blockers", string.Join(", ", refused.Blockers.Select(b => $"{b} {b.Status}"))));
            throw;
        }
    }

    private static List<OptPlanStep> Idle(FlowPlan plan) =>
    [
        .. plan.Steps.Select(s => plan.Object(s, s.Action == PlanAction.Blocked
            ? new FlowOutcome(StepOutcome.NotRun, null, Message: $"{plan.Snapshot.NameOf(s.Reasons[0].Root.Flow)}: {s.Reasons[0].Root.Detail}")
            : new FlowOutcome(StepOutcome.Skipped, null, Message: s.Reasons.Count > 0 ? s.Reasons[0].Detail : "already ready"))),
    ];

    // The runner is told what the caller was shown: what a selector meant when it was asked.
    private FlowRunRequest Spelled(WorkspaceSnapshot snapshot, FlowRunRequest request) => FlowTargets.Spelled(snapshot, new(() => snapshot.States(Now())), request);

    private EvaluationTime Now() => new(_workspace.Time.GetUtcNow());
}
