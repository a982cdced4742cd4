using System.Threading.Channels;
using OptAIC.Engine.Data;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Planning;

namespace OptAIC.Engine.Execution;

/// <summary>
/// Runs a plan: a flow starts the moment everything it waits for in the plan is done, as many at a time as allowed. A flow that
/// fails stops only what is downstream of it.
/// </summary>
internal sealed class PlanExecutor
{
    private readonly FlowPlan _plan;
    private readonly FlowExecution _execution;
    private readonly Action<PlanProgress> _report;
    private readonly Dictionary<FlowKey, PlannedFlow> _steps;
    private readonly Dictionary<FlowKey, FlowOutcome> _outcomes = [];
    private readonly Dictionary<FlowKey, int> _waitingFor = [];
    private readonly Queue<PlannedFlow> _ready = [];
    private readonly Channel<(PlannedFlow Step, FlowOutcome Outcome)> _done = Channel.CreateUnbounded<(PlannedFlow, FlowOutcome)>(new() { SingleReader = true });

    public PlanExecutor(WorkspaceContext workspace, FlowPlan plan, ActiveRuns active, Action<PlanProgress> report)
    {
        _plan = plan;
        _report = report;
        _execution = new FlowExecution(workspace, plan.Snapshot, new PublishedData(workspace), active, plan.Settings);
        _steps = plan.Steps.ToDictionary(s => s.Flow);
    }

    /// <summary>Runs everything; returns when the last flow is done.</summary>
    /// <param name="jobs">Most flows at the same time.</param>
    /// <param name="cancellation">Cancels the runs, and starts no more.</param>
    public async Task<PlanResult> RunAsync(int jobs, CancellationToken cancellation)
    {
        _report(new PlanProgress { Kind = PlanProgressKind.Planned, Plan = Objects() });
        foreach (var step in _plan.Steps)
        {
            _waitingFor[step.Flow] = Upstreams(step.Flow).Count(e => _steps.ContainsKey(e));
            if (_waitingFor[step.Flow] == 0)
            {
                _ready.Enqueue(step);
            }
        }

        for (var running = 0; _ready.Count > 0 || running > 0;)
        {
            while (running < jobs && _ready.TryDequeue(out var step))
            {
                if (OutcomeWithoutRun(step, cancellation) is { } outcome)
                {
                    Finish(step, outcome);
                }
                else
                {
                    running++;
                    Start(step, cancellation);
                }
            }

            if (running > 0)
            {
                var (step, outcome) = await _done.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                running--;
                Finish(step, outcome);
            }
        }

        var result = new PlanResult(Objects(), cancellation.IsCancellationRequested);
        _report(new PlanProgress { Kind = PlanProgressKind.Finished, Plan = result.Steps });
        return result;
    }

    private IEnumerable<FlowKey> Upstreams(FlowKey flow) => Edges(flow).Select(e => e.Upstream).Distinct();

    // A training that fails does not stop predictions, as long as there is a model to make them with.
    private IEnumerable<FlowKey> Needed(FlowKey flow) =>
        Edges(flow).Where(e => !e.CarriesModel || _plan.States[e.Upstream].ActiveModelVersion is null).Select(e => e.Upstream).Distinct();

    private LineageEdge[] Edges(FlowKey flow) => _plan.States.Graph.UpstreamOf(_plan.States.Graph.NumberOf(flow)).ToArray();

    private FlowOutcome? OutcomeWithoutRun(PlannedFlow step, CancellationToken cancellation)
    {
        if (step.Action == PlanAction.Blocked)
        {
            return new FlowOutcome(StepOutcome.NotRun, null, Message: Why(step.Reasons[0].Root));
        }

        if (step.Action == PlanAction.Skip)
        {
            return new FlowOutcome(StepOutcome.Skipped, null, Message: step.Reasons.Count > 0 ? step.Reasons[0].Detail : "already ready");
        }

        if (cancellation.IsCancellationRequested)
        {
            return new FlowOutcome(StepOutcome.NotRun, null, Message: "cancelled before it began");
        }

        var obstacle = Needed(step.Flow).FirstOrDefault(u => _outcomes.TryGetValue(u, out var o) && o.Outcome is StepOutcome.Failed or StepOutcome.Cancelled or StepOutcome.NotRun or StepOutcome.Busy, default);
        return obstacle == default || _plan.Settings.Forced.Contains(step.Flow)
            ? null
            : new FlowOutcome(StepOutcome.NotRun, null, Message: $"upstream {_plan.Snapshot.NameOf(obstacle)} {Verb(_outcomes[obstacle].Outcome)}");
    }

    private void Start(PlannedFlow step, CancellationToken cancellation)
    {
        var graph = _plan.States.Graph;
        var upstreams = graph.UpstreamOf(graph.NumberOf(step.Flow)).ToArray().Select(e => new UpstreamState(e, _plan.States[e.Upstream])).ToArray();
        _ = Task.Run(
            async () =>
            {
                FlowOutcome outcome;
                try
                {
                    outcome = await _execution.RunAsync(step, upstreams, (kind, run, percent, text) => Report(step, kind, run, percent, text), cancellation).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    outcome = new FlowOutcome(StepOutcome.NotRun, null, Message: "cancelled before it began");
                }
                catch (Exception error) when (error is not OutOfMemoryException)
                {
                    outcome = new FlowOutcome(StepOutcome.Failed, null, Message: error.Message);
                }

                _done.Writer.TryWrite((step, outcome));
            },
            CancellationToken.None);
    }

    private void Finish(PlannedFlow step, FlowOutcome outcome)
    {
        _outcomes[step.Flow] = outcome;
        if (outcome.Facts is { } facts)
        {
            _plan.States.Update(facts);
        }

        _report(new PlanProgress { Kind = PlanProgressKind.Ended, Step = _plan.Object(step, outcome) });
        var graph = _plan.States.Graph;
        foreach (var downstream in graph.DownstreamOf(graph.NumberOf(step.Flow)).ToArray().Select(e => e.Downstream).Distinct())
        {
            if (_steps.TryGetValue(downstream, out var next) && --_waitingFor[downstream] == 0)
            {
                _ready.Enqueue(next);
            }
        }
    }

    private void Report(PlannedFlow step, PlanProgressKind kind, Guid run, double? percent, string? text) =>
        _report(new PlanProgress { Kind = kind, Step = _plan.Object(step) with { Run = run }, Percent = percent, Text = text });

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
