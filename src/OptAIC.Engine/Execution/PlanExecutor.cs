using System.Threading.Channels;
using OptAIC.Engine.Data;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Planning;

namespace OptAIC.Engine.Execution;

/// <summary>
/// Runs a plan: a flow starts the moment everything it waits for in the plan is done, as many at a time as allowed. A flow that
/// fails stops only what is downstream of it.
/// </summary>
internal sealed class PlanExecutor : IDisposable
{
    private readonly FlowPlan _plan;
    private readonly FlowExecution _execution;
    private readonly Action<PlanProgress> _report;
    private readonly PlanOrder _order;
    private readonly TagTurns _turns;
    private readonly JobPool _jobs;
    private readonly Dictionary<FlowKey, FlowOutcome> _outcomes = [];

    // What has been settled or has ended; nothing, when only a job has become free.
    private readonly Channel<(PlannedFlow Step, FlowOutcome Outcome, bool IsEnd)?> _news = Channel.CreateUnbounded<(PlannedFlow, FlowOutcome, bool)?>(new() { SingleReader = true });

    /// <summary>Prepares the execution.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="active">Looks after the runs.</param>
    /// <param name="report">Told the news.</param>
    /// <param name="jobs">Most flows at work at the same time.</param>
    public PlanExecutor(WorkspaceContext workspace, FlowPlan plan, ActiveRuns active, Action<PlanProgress> report, int jobs)
    {
        _plan = plan;
        _report = report;
        _execution = new FlowExecution(workspace, plan.Snapshot, new PublishedData(workspace), active, plan.Settings);
        _order = new PlanOrder(plan);
        _turns = new TagTurns(workspace, plan.Snapshot);
        _jobs = new JobPool(jobs, () => _news.Writer.TryWrite(null));
    }

    /// <summary>Runs everything; returns when the last flow is done.</summary>
    /// <param name="cancellation">Cancels the runs, and starts no more.</param>
    public async Task<PlanResult> RunAsync(CancellationToken cancellation)
    {
        _report(new PlanProgress { Kind = PlanProgressKind.Planned, PlanId = _plan.Settings.Plan, Plan = _plan.Objects() });
        for (var underWay = 0; ;)
        {
            underWay += StartWhatCan(cancellation);
            if (underWay == 0)
            {
                break;
            }

            if (await _news.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false) is not { } news)
            {
                continue;
            }

            if (news.IsEnd)
            {
                underWay--;
                _turns.Give(news.Step, _order.Again);
            }

            Finish(news.Step, news.Outcome);
        }

        var result = new PlanResult(Objects(), cancellation.IsCancellationRequested);
        _report(new PlanProgress { Kind = PlanProgressKind.Finished, Plan = result.Steps });
        return result;
    }

    public void Dispose() => _jobs.Dispose();

    private int StartWhatCan(CancellationToken cancellation)
    {
        var started = 0;
        while (_order.Next() is { } step)
        {
            if (OutcomeWithoutRun(step, cancellation) is { } outcome)
            {
                Finish(step, outcome);
            }
            else if (_jobs.TryTake() is not { } job)
            {
                _order.Again(step);
                break;
            }
            else if (!_turns.TryTake(step))
            {
                // Set aside until a flow with the same tag has ended.
                job.Dispose();
            }
            else
            {
                Start(step, job, cancellation);
                started++;
            }
        }

        return started;
    }

    private FlowOutcome? OutcomeWithoutRun(PlannedFlow step, CancellationToken cancellation)
    {
        if (step.Action == PlanAction.Blocked)
        {
            return new FlowOutcome(StepOutcome.NotRun, null, Message: Why(step.Reasons[0].Root)) { BecauseOf = step.Reasons[0].Root.Flow };
        }

        if (step.Action == PlanAction.Skip)
        {
            return new FlowOutcome(StepOutcome.Skipped, null, Message: step.Reasons.Count > 0 ? step.Reasons[0].Detail : "already ready");
        }

        if (cancellation.IsCancellationRequested)
        {
            return new FlowOutcome(StepOutcome.NotRun, null, Message: "cancelled before it began");
        }

        return _plan.Settings.Forced.Contains(step.Flow) ? null : OutcomeBehindFailure(step);
    }

    // The root of a failure is named, however far down its consequences are.
    private FlowOutcome? OutcomeBehindFailure(PlannedFlow step)
    {
        foreach (var upstream in _order.Needs(step.Flow))
        {
            if (_outcomes.TryGetValue(upstream, out var outcome) && outcome.Outcome is StepOutcome.Failed or StepOutcome.Cancelled or StepOutcome.NotRun or StepOutcome.Busy)
            {
                var root = outcome.Outcome == StepOutcome.NotRun && outcome.BecauseOf is { } behind ? behind : upstream;
                var why = _outcomes.TryGetValue(root, out var at) && at.Outcome != StepOutcome.NotRun ? $"{_plan.Snapshot.NameOf(root)} {Verb(at.Outcome)}" : outcome.Message ?? "not run";
                return new FlowOutcome(StepOutcome.NotRun, null, Message: why) { BecauseOf = root };
            }
        }

        return null;
    }

    private void Start(PlannedFlow step, JobPool.Job job, CancellationToken cancellation)
    {
        var graph = _plan.States.Graph;
        var edges = graph.UpstreamOf(graph.NumberOf(step.Flow));
        var upstreams = new UpstreamState[edges.Length];
        for (var i = 0; i < edges.Length; i++)
        {
            upstreams[i] = new UpstreamState(edges[i], _plan.States[edges[i].Upstream]);
        }

        _ = Task.Run(
            async () =>
            {
                FlowOutcome outcome;
                try
                {
                    outcome = await _execution.RunAsync(step, upstreams, job, news => Report(step, news), settled => Release(step, settled, job), cancellation).ConfigureAwait(false);
                }
                catch (OperationCanceledException withdrawn)
                {
                    outcome = cancellation.IsCancellationRequested
                        ? new FlowOutcome(StepOutcome.NotRun, null, Message: "cancelled before it began")
                        : new FlowOutcome(StepOutcome.Cancelled, null, Message: withdrawn.Message);
                }
                catch (Exception error) when (error is not OutOfMemoryException)
                {
                    outcome = new FlowOutcome(StepOutcome.Failed, null, Message: error.Message);
                }

                job.Dispose();
                _news.Writer.TryWrite((step, outcome, true));
            },
            CancellationToken.None);
    }

    private void Release(PlannedFlow step, FlowOutcome settled, JobPool.Job job)
    {
        job.Dispose();
        _news.Writer.TryWrite((step, settled, false));
    }

    // Of a run that is written down this comes twice: what is downstream can begin, and its end be told, before everybody else has been told of it.
    private void Finish(PlannedFlow step, FlowOutcome outcome)
    {
        var isSettled = _outcomes.TryGetValue(step.Flow, out var settled);
        if (ReferenceEquals(settled, outcome))
        {
            return;
        }

        _outcomes[step.Flow] = outcome;
        if (outcome.Facts is { } facts)
        {
            _plan.States.Update(facts);
        }

        _report(new PlanProgress { Kind = PlanProgressKind.Ended, Step = _plan.Object(step, outcome) });
        if (!isSettled)
        {
            _order.Done(step.Flow);
        }
    }

    private void Report(PlannedFlow step, FlowNews news) =>
        _report(new PlanProgress { Kind = news.Kind, Step = _plan.Object(step) with { Run = news.Run }, Percent = news.Percent, Text = news.Text });

    private IReadOnlyList<OptPlanStep> Objects() => [.. _plan.Steps.Select(s => _plan.Object(s, _outcomes.GetValueOrDefault(s.Flow)))];

    private string Why(StatusReason root) => $"{_plan.Snapshot.NameOf(root.Flow)}: {root.Detail}";

    private static string Verb(string outcome) => outcome switch
    {
        StepOutcome.Failed => "failed",
        StepOutcome.Cancelled => "was cancelled",
        StepOutcome.Busy => "is being run by another process",
        _ => "was not run",
    };
}
