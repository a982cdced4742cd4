using OptAIC.Engine.Facade;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Runs;
using OptAIC.Schedules;

namespace OptAIC.Engine.Schedules;

/// <summary>Starts claimed runs that can be made in one plan, and follows them to their ends.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="flows">Runs plans.</param>
/// <param name="claims">The claims; all as of the same day.</param>
/// <param name="tell">Told what becomes of them.</param>
internal sealed class DueBatch(WorkspaceContext workspace, FlowFacade flows, IReadOnlyList<ClaimedFlow> claims, Action<OptScheduleEvent> tell)
{
    /// <summary>The runs.</summary>
    public IEnumerable<Guid> Runs => claims.Select(c => c.Record.Id);

    /// <summary>Claims by plan, what is made up for first.</summary>
    public static IEnumerable<IReadOnlyList<ClaimedFlow>> Of(IEnumerable<ClaimedFlow> claims) =>
        claims.GroupBy(c => c.Record.AsOf).OrderBy(g => g.Key ?? DateOnly.MaxValue).Select(g => g.ToList());

    /// <summary>Runs them.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var request = new FlowRunRequest
        {
            Targets = [.. claims.Select(c => new FlowTarget(c.Record.Instance.ToString("D"), c.Record.Flow))],
            Claims = [.. claims.Select(c => c.Record.Id)],
            Trigger = TriggerKind.Schedule,
            AsOf = claims[0].Record.AsOf,
        };
        try
        {
            var result = await flows.RunAsync(request, new Starts(this), cancellation).ConfigureAwait(false);
            foreach (var claim in claims)
            {
                if (result.Steps.FirstOrDefault(s => s.Instance == claim.Instance && s.Flow == claim.Record.Flow) is { } step)
                {
                    tell(Event(claim, KindOf(step)) with { Message = step.Message });
                }
            }
        }
        catch (Exception failed) when (failed is OptException or IOException)
        {
            // The runner died, or would not start: what it had begun is seen as lost, what it had not is taken up again.
            foreach (var claim in claims)
            {
                tell(Event(claim, ScheduleEventKind.Failed) with { Message = failed.Message });
            }
        }
    }

    private static ScheduleEventKind KindOf(OptPlanStep step) => step.Outcome switch
    {
        StepOutcome.Completed => ScheduleEventKind.Completed,
        StepOutcome.Failed => ScheduleEventKind.Failed,
        StepOutcome.Cancelled => ScheduleEventKind.Cancelled,
        StepOutcome.NotRun => ScheduleEventKind.Waiting,
        _ => ScheduleEventKind.Skipped,
    };

    private OptScheduleEvent Event(ClaimedFlow claim, ScheduleEventKind kind) => new()
    {
        Time = workspace.Time.GetUtcNow(),
        Kind = kind,
        Instance = claim.Instance,
        Flow = claim.Record.Flow,
        PlannedAt = claim.Record.Trigger.Occurrence!.Upstreams is null ? claim.Record.Trigger.Occurrence.PlannedAt : null,
        Run = claim.Record.Id,
    };

    private sealed class Starts(DueBatch batch) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value)
        {
            if (value is { Kind: PlanProgressKind.Started, Step: { } step } && batch.Find(step) is { } claim)
            {
                batch.Tell(batch.Event(claim, ScheduleEventKind.Started));
            }
        }
    }

    private ClaimedFlow? Find(OptPlanStep step) => claims.FirstOrDefault(c => c.Instance == step.Instance && c.Record.Flow == step.Flow);

    private void Tell(OptScheduleEvent started) => tell(started);
}
