using FsCheck;
using FsCheck.Fluent;
using OptAIC.Core.Tests.Freshness;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Planning;

namespace OptAIC.Core.Tests.Planning;

public sealed class RefreshPlanProperties
{
    private static readonly Arbitrary<Case> Cases = Arb.From(
        from flows in RandomFlows.Any.Generator
        from seed in Gen.Choose(0, int.MaxValue)
        select new Case(flows, seed),
        c => RandomFlows.Any.Shrinker(c.Flows).Select(flows => new Case(flows, c.Seed)));

    [Fact]
    public void A_plan_has_each_selected_flow_once_in_lineage_order() => ForAll(c =>
        c.Plan.Select(s => s.Flow).SequenceEqual(c.States.Graph.Flows.Where(c.Selection.Contains)));

    [Fact]
    public void What_is_not_ready_is_run_waited_for_skipped_as_late_or_blocked_with_a_reason() => ForAll(c =>
        c.Plan.Where(s => s.State.Status != FlowStatus.Ready).All(s => s.Reasons.Count > 0 && s.Action switch
        {
            PlanAction.Wait => s.State.Status == FlowStatus.Running,
            PlanAction.Skip => s.State.Status == FlowStatus.StaleSourceDelayed,
            PlanAction.Blocked => s.Reasons.All(r => r.Code == ReasonCode.UpstreamNotReady && r.Cause is not null),
            _ => true,
        }));

    [Fact]
    public void What_is_ready_runs_only_when_it_is_forced_or_follows_something_that_runs() => ForAll(c =>
    {
        var running = c.Plan.Where(s => s.Action is PlanAction.Run or PlanAction.Wait).Select(s => s.Flow).ToHashSet();
        return c.Plan.Where(s => s.State.Status == FlowStatus.Ready && s.Action == PlanAction.Run)
            .All(s => c.Forced.Contains(s.Flow) || c.States.Graph.Upstream(s.Flow, depth: 1).Any(running.Contains));
    });

    [Fact]
    public void Nothing_runs_below_what_is_blocked_unless_it_is_forced() => ForAll(c =>
    {
        var blocked = c.Plan.Where(s => s.Action == PlanAction.Blocked).Select(s => s.Flow).ToHashSet();
        return c.Plan.Where(s => s.Action == PlanAction.Run && !c.Forced.Contains(s.Flow))
            .All(s => !c.States.Graph.Upstream(s.Flow, follow: e => e.RequiresReady).Any(blocked.Contains));
    });

    [Fact]
    public void If_every_run_succeeds_each_flow_may_start_at_its_turn_exactly_when_the_plan_says_so() => ForAll(c =>
    {
        var actions = c.Plan.ToDictionary(s => s.Flow, s => s.Action);
        foreach (var flow in c.States.Graph.Flows)
        {
            var state = c.States.Update(c.Flows.Facts[flow]);
            var (action, mayStart) = (actions.TryGetValue(flow, out var planned) ? planned : PlanAction.Skip, c.States.Blockers(flow).Count == 0);
            if ((action == PlanAction.Blocked && mayStart)
                || (action == PlanAction.Run && !mayStart && !c.Forced.Contains(flow))
                || (action == PlanAction.Skip && c.Selection.Contains(flow) && state.Status is not (FlowStatus.Ready or FlowStatus.StaleSourceDelayed)
                    && !(state.Reasons.All(r => r.Code == ReasonCode.UpstreamNotReady))))
            {
                return false;
            }

            if (action is PlanAction.Run or PlanAction.Wait)
            {
                c.States.Update(Completed(flow, c));
            }
        }

        return true;
    });

    [Fact]
    public void When_everything_is_selected_nothing_late_and_every_run_succeeds_all_is_ready_afterwards() => ForAll(c =>
    {
        var all = c.Flows.Graph.Flows.ToHashSet();
        foreach (var step in RefreshPlan.Create(c.States, all))
        {
            var facts = c.Flows.Facts[step.Flow];
            c.States.Update(step.Action is PlanAction.Run or PlanAction.Wait ? Completed(step.Flow, c) : facts);
        }

        return c.States.All.All(s => s.Status == FlowStatus.Ready
            || LateOrUnpromoted(s, c)
            || c.States.Graph.Upstream(s.Flow).Any(u => LateOrUnpromoted(c.States[u], c)));
    });

    private static bool LateOrUnpromoted(FlowState state, Case c) =>
        state.Status == FlowStatus.StaleSourceDelayed || (state.Flow.Flow == FlowKind.Training && c.Flows.Facts[state.Flow].ActiveModelVersion is null);

    // The facts of a flow after a run that published something new; the first training promotes its model.
    private static FlowFacts Completed(FlowKey flow, Case c)
    {
        var facts = c.Flows.Facts[flow];
        var edges = c.Flows.Graph.Edges.Where(e => e.Downstream == flow).ToList();
        return facts with
        {
            LiveOwner = null,
            LastFailure = null,
            SourceChange = null,
            ActiveModelVersion = flow.Flow == FlowKind.Training ? facts.ActiveModelVersion ?? "m9" : null,
            LastCompleted = Situation.CompletedOf(flow) with
            {
                DataVersion = "v9",
                ConfigHash = facts.ConfigHash,
                LastDataDate = RandomFlows.Expected,
                InputVersions = edges.Where(e => e.CarriesData).DistinctBy(e => e.Upstream)
                    .ToDictionary(e => e.Upstream, e => new UpstreamState(e, c.States[e.Upstream]).Version ?? "none"),
                UsedHashes = edges.Where(e => !e.CarriesData).DistinctBy(e => e.Upstream).ToDictionary(e => e.Upstream, e => c.States[e.Upstream].Facts.UseHash),
            },
        };
    }

    private static void ForAll(Func<Case, bool> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Cases, holds));

    private sealed record Case
    {
        public Case(RandomFlows flows, int seed)
        {
            var random = new Random(seed);
            Flows = flows;
            Seed = seed;
            States = flows.Evaluate();
            var share = random.Next(1, 5);
            Selection = flows.Graph.Flows.Where(_ => random.Next(share) == 0).ToHashSet();
            Forced = Selection.Where(_ => random.Next(8) == 0).ToHashSet();
            Plan = RefreshPlan.Create(States, Selection, Forced);
        }

        public RandomFlows Flows { get; }

        public int Seed { get; }

        public FlowStates States { get; }

        public HashSet<FlowKey> Selection { get; }

        public HashSet<FlowKey> Forced { get; }

        public IReadOnlyList<PlannedFlow> Plan { get; }

        public override string ToString() =>
            $"{Flows}\nforced: {string.Join(' ', Forced)}\n{string.Join('\n', Plan.Select(s => $"{s.Action} {s.Flow}"))}";
    }
}
