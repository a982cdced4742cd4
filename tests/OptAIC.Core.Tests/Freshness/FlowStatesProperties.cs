using FsCheck;
using FsCheck.Fluent;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Freshness;

public sealed class FlowStatesProperties
{
    private static readonly HashSet<string> RootCauses =
    [
        ReasonCode.Running, ReasonCode.LastRunFailed, ReasonCode.RunnerLost, ReasonCode.NeverCompleted, ReasonCode.DataBehind, ReasonCode.SourceDelayed,
        ReasonCode.SourceChanged, ReasonCode.ConfigChanged, ReasonCode.Published, ReasonCode.NoActiveModel,
    ];

    [Fact]
    public void Status_is_a_function_of_the_facts_whatever_their_order() => ForAll((flows, seed) =>
    {
        var (given, edges) = (flows.Graph.Flows.ToArray(), flows.Graph.Edges.ToArray());
        new Random(seed).Shuffle(given);
        new Random(seed).Shuffle(edges);
        return Same(flows.Evaluate(), (flows with { Graph = new(given, edges) }).Evaluate());
    });

    [Fact]
    public void Updating_in_lineage_order_equals_evaluating_from_scratch() => ForAll((flows, seed) =>
    {
        var (states, later) = (flows.Evaluate(), flows.Anew(seed));
        foreach (var flow in states.Graph.Flows)
        {
            states.Update(later.Facts[flow]);
        }

        return Same(states, later.Evaluate());
    });

    [Fact]
    public void What_follows_its_upstreams_is_ready_only_if_all_of_them_are() => ForAll((flows, _) =>
    {
        var states = flows.Evaluate();
        return states.All.Where(s => s.Status == FlowStatus.Ready && s.StaleOn == StaleOn.Upstream)
            .All(s => flows.Graph.Above(s.Flow, e => e.RequiresReady).All(u => CountsAsReady(states[u], flows)));
    });

    [Fact]
    public void An_unready_upstream_never_makes_a_flow_ready() => ForAll((flows, seed) =>
    {
        var random = new Random(seed);
        var before = flows.Evaluate();
        var added = new FlowKey(new Guid(1000, 0, 0, new byte[8]), FlowKind.Refresh);
        var target = flows.Graph.Flows[random.Next(flows.Graph.Flows.Count)];
        var kind = random.Next(2) == 0 ? EdgeKind.DataDependency : EdgeKind.FeatureDependency;
        var after = (flows with
        {
            Graph = new([.. flows.Graph.Flows, added], [.. flows.Graph.Edges, new(added, target, kind, "input")]),
            Facts = new Dictionary<FlowKey, FlowFacts>(flows.Facts) { [added] = Situation.FactsOf(added) with { LastFailure = new(Guid.Empty, "exit_code", "exit code 3") } },
        }).Evaluate();

        return before.All.Where(s => s.Status != FlowStatus.Ready).All(s => after[s.Flow].Status != FlowStatus.Ready)
            && after.All.All(s => s.Status != FlowStatus.Ready || s.StaleOn != StaleOn.Upstream || !after.Graph.Upstream(s.Flow, follow: e => e.RequiresReady).Contains(added));
    });

    [Fact]
    public void Only_ready_flows_have_no_reasons_and_every_chain_climbs_to_a_root_cause() => ForAll((flows, _) =>
    {
        var states = flows.Evaluate();
        return states.All.All(s => s.Status == FlowStatus.Ready == (s.Reasons.Count == 0)
            && s.Reasons.Concat(s.UpstreamBlocker is { } blocker ? [blocker] : []).All(r => r.Flow == s.Flow && Climbs(r, flows)));
    });

    [Fact]
    public void A_flow_may_start_exactly_when_nothing_upstream_blocks_it() => ForAll((flows, _) =>
    {
        var states = flows.Evaluate();
        return states.All.All(s =>
        {
            var above = flows.Graph.Above(s.Flow, e => e.RequiresReady);
            var trainings = flows.Graph.Edges.Where(e => e.CarriesModel && (e.Downstream == s.Flow || above.Contains(e.Downstream))).Select(e => e.Upstream);
            var expected = above.Where(u => !CountsAsReady(states[u], flows)).Concat(trainings.Where(t => flows.Facts[t].ActiveModelVersion is null)).ToHashSet();
            var blockers = states.Blockers(s.Flow);
            return expected.SetEquals(blockers.Select(b => b.Flow)) && blockers.Count == expected.Count && blockers.Count == 0 == s.UpstreamBlocker is null;
        });
    });

    [Fact]
    public void Accepting_late_sources_never_takes_readiness_away() => ForAll((flows, _) =>
    {
        var (strict, lenient) = ((flows with { AcceptDelayed = false }).Evaluate(), (flows with { AcceptDelayed = true }).Evaluate());
        return strict.All.All(s => s.Status != FlowStatus.Ready || lenient[s.Flow].Status == FlowStatus.Ready);
    });

    [Fact]
    public void Random_flows_meet_every_status_and_every_reason()
    {
        var states = Gen.Sample(RandomFlows.Any.Generator, numberOfSamples: 500, size: 20).SelectMany(flows => flows.Evaluate().All).ToList();

        Assert.Equal(Enum.GetValues<FlowStatus>(), states.Select(s => s.Status).Distinct().Order());
        Assert.Superset(
            new HashSet<string>(RootCauses.Except([ReasonCode.RunnerLost])),
            states.SelectMany(s => s.Reasons).Select(r => r.Root.Code).ToHashSet());
    }

    [Fact]
    public void A_flow_that_is_not_in_the_graph_has_no_state()
    {
        var states = new FlowStates(LineageGraph.Create([Situation.Flow], []), Situation.FactsOf, RandomFlows.Time);

        Assert.Throws<KeyNotFoundException>(() => states[Situation.Upstream]);
        Assert.Throws<KeyNotFoundException>(() => states.Blockers(Situation.Upstream));
        Assert.Throws<KeyNotFoundException>(() => states.Update(Situation.FactsOf(Situation.Upstream)));
    }

    [Fact]
    public void The_root_cause_is_found_twenty_thousand_flows_up()
    {
        FlowKey[] flows = [.. Enumerable.Range(0, 20_000).Select(n => new FlowKey(new Guid(n, 0, 0, new byte[8]), FlowKind.Refresh))];
        var graph = LineageGraph.Create(flows, flows.Zip(flows.Skip(1), (up, down) => new LineageEdge(up, down, EdgeKind.DataDependency, "input")));
        var states = new FlowStates(graph, f => Situation.FactsOf(f) with
        {
            LastCompleted = f == flows[0] ? null : Situation.CompletedOf(f) with { InputVersions = new Dictionary<FlowKey, string> { [flows[NumberOf(f) - 1]] = "v1" } },
        }, RandomFlows.Time);

        var root = states[flows[^1]].Reasons[0].Root;

        Assert.Equal((flows[0], "never_completed"), (root.Flow, root.Code));
        Assert.Equal(flows.Length - 1, states.Blockers(flows[^1]).Count);
    }

    private static void ForAll(Func<RandomFlows, int, bool> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(RandomFlows.Any, ArbMap.Default.ArbFor<int>(), holds));

    private static bool Same(FlowStates one, FlowStates other) =>
        one.All.All(s => RandomFlows.Describe(s) == RandomFlows.Describe(other[s.Flow])) && one.All.Count == other.All.Count;

    private static bool Climbs(StatusReason reason, RandomFlows flows)
    {
        while (reason.Cause is { } cause)
        {
            if (!flows.Graph.Above(reason.Flow).Contains(cause.Flow))
            {
                return false;
            }

            reason = cause;
        }

        return RootCauses.Contains(reason.Code);
    }

    private static bool CountsAsReady(FlowState state, RandomFlows flows) =>
        state.Status == FlowStatus.Ready || (flows.AcceptDelayed && state.Status == FlowStatus.StaleSourceDelayed);

    private static int NumberOf(FlowKey flow) => BitConverter.ToInt32(flow.Instance.ToByteArray());
}
