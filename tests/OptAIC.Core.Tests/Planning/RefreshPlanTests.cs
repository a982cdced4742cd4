using OptAIC.Core.Tests.Freshness;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Planning;

namespace OptAIC.Core.Tests.Planning;

/// <summary>prices → momentum → backtest, and a late macro series → backtest.</summary>
public sealed class RefreshPlanTests
{
    private static readonly FlowKey Prices = Flow(1);
    private static readonly FlowKey Momentum = Flow(2);
    private static readonly FlowKey Macro = Flow(3);
    private static readonly FlowKey Backtest = Flow(4);

    private static readonly LineageGraph Graph = LineageGraph.Create(
        [Prices, Momentum, Macro, Backtest], [Data(Prices, Momentum), Data(Momentum, Backtest), Data(Macro, Backtest)]);

    [Fact]
    public void When_everything_is_ready_there_is_nothing_to_do() =>
        Assert.Equal("skip skip skip skip", Actions(Plan(Ready)));

    [Fact]
    public void A_new_workspace_is_run_in_lineage_order()
    {
        var plan = Plan(f => f with { LastCompleted = null });

        Assert.Equal("run run run run", Actions(plan));
        Assert.Equal([Prices, Macro, Momentum, Backtest], plan.Select(s => s.Flow));
        Assert.All(plan, s => Assert.Equal("never_completed", s.Reasons[0].Code));
    }

    [Fact]
    public void A_changed_source_runs_what_follows_it_and_nothing_else()
    {
        var plan = Plan(f => f.Flow == Prices ? f with { SourceChange = "prices.csv has 120 bytes more" } : f);

        Assert.Equal("run skip run run", Actions(plan));
        Assert.Equal("prices.csv has 120 bytes more", plan[3].Reasons[0].Root.Detail);
    }

    [Fact]
    public void What_runs_already_is_waited_for()
    {
        var plan = Plan(f => f.Flow == Prices ? f with { LiveOwner = "pid 42" } : f);

        Assert.Equal("wait skip run run", Actions(plan));
        Assert.Equal("pid 42", plan[0].Reasons[0].Detail);
    }

    [Fact]
    public void A_failed_flow_is_tried_again() =>
        Assert.Equal("skip skip run run", Actions(Plan(f => f.Flow == Momentum ? f with { LastFailure = new(Guid.Empty, "exit_code", "exit code 3") } : f)));

    [Fact]
    public void What_is_not_ready_outside_the_selection_blocks_and_is_named()
    {
        var plan = Plan(f => f.Flow == Prices ? f with { LastFailure = new(Guid.Empty, "exit_code", "exit code 3") } : f, selection: [Momentum, Backtest]);

        Assert.Equal("blocked blocked", Actions(plan));
        var reason = Assert.Single(plan[1].Reasons);
        Assert.Equal(["upstream_not_ready", "upstream_not_ready", "last_run_failed"], Codes(reason));
        Assert.Equal(Prices, reason.Root.Flow);
    }

    [Fact]
    public void A_gap_in_the_selection_blocks_what_lies_behind_it()
    {
        var plan = Plan(f => f.Flow == Prices ? f with { SourceChange = "prices.csv has changed" } : f, selection: [Prices, Backtest]);

        Assert.Equal("run blocked", Actions(plan));
    }

    [Fact]
    public void What_only_waits_for_something_that_the_plan_makes_ready_is_no_obstacle()
    {
        var report = Flow(5);
        var graph = LineageGraph.Create([.. Graph.Flows, report], [.. Graph.Edges, Data(Backtest, report)]);
        var states = new FlowStates(graph, f => f == Prices ? Facts(f) with { LiveOwner = "pid 42" }
            : f == Momentum ? Facts(f) with { StaleOn = StaleOn.Age }
            : f == report ? Facts(f) with { ConfigHash = "c2" }
            : Facts(f), new(Situation.Now));

        Assert.Equal(FlowStatus.Stale, states[Backtest].Status);
        Assert.Equal("wait run", Actions(RefreshPlan.Create(states, new HashSet<FlowKey> { Prices, report })));
    }

    [Fact]
    public void A_late_source_is_not_asked_again_and_blocks_what_follows()
    {
        var plan = Plan(Late);

        Assert.Equal("skip skip skip blocked", Actions(plan));
        Assert.Equal("source_delayed", plan[1].Reasons[0].Code);
        Assert.Equal((Macro, "source_delayed"), (plan[3].Reasons[0].Root.Flow, plan[3].Reasons[0].Root.Code));
    }

    [Fact]
    public void An_accepted_delay_does_not_block()
    {
        Assert.Equal("skip skip skip skip", Actions(Plan(Late, acceptDelayed: true)));
        Assert.Equal("skip skip skip run", Actions(Plan(f => f.Flow == Backtest ? f with { ConfigHash = "c2" } : Late(f), acceptDelayed: true)));
    }

    [Fact]
    public void A_late_flow_runs_when_what_it_follows_runs()
    {
        FlowFacts Change(FlowFacts f) => f.Flow == Prices ? f with { SourceChange = "prices.csv has changed" }
            : f.Flow == Momentum ? Delayed(f) : f;

        var plan = Plan(Change);

        Assert.Equal("run skip run run", Actions(plan));
        Assert.Equal(["source_delayed", "upstream_runs"], plan[2].Reasons.Select(r => r.Code));
        Assert.Equal("source_changed", plan[2].Reasons[1].Root.Code);
    }

    [Fact]
    public void What_goes_by_age_and_is_late_runs_when_what_it_reads_runs()
    {
        FlowFacts Change(FlowFacts f) => f.Flow == Prices ? f with { SourceChange = "prices.csv has changed" }
            : f.Flow == Momentum ? Delayed(f) with { StaleOn = StaleOn.Age } : f;

        Assert.Equal("run skip run run", Actions(Plan(Change)));
        Assert.Equal("skip skip skip blocked", Actions(Plan(f => f.Flow == Momentum ? Change(f) : f)));
    }

    [Fact]
    public void A_forced_flow_runs_and_so_does_what_follows_it()
    {
        var plan = Plan(Ready, forced: [Prices]);

        Assert.Equal("run skip run run", Actions(plan));
        Assert.Equal("forced", plan[0].Reasons[0].Code);
        Assert.Equal(["upstream_runs", "upstream_runs", "forced"], Codes(plan[3].Reasons[0]));
    }

    [Fact]
    public void A_ready_flow_outside_the_selection_blocks_once_what_it_follows_runs()
    {
        var plan = Plan(f => f.Flow == Backtest ? f with { ConfigHash = "c2" } : f, selection: [Prices, Backtest], forced: [Prices]);

        Assert.Equal("run blocked", Actions(plan));
        Assert.Equal(["upstream_not_ready", "upstream_runs", "forced"], Codes(plan[1].Reasons[0]));
    }

    [Fact]
    public void Force_overrides_blockers_and_says_so()
    {
        var plan = Plan(f => f.Flow == Prices ? f with { LastCompleted = null } : f, selection: [Momentum], forced: [Momentum]);

        Assert.Equal("run", Actions(plan));
        Assert.Equal(["forced", "upstream_changed", "upstream_not_ready"], plan[0].Reasons.Select(r => r.Code));
        Assert.Equal("never_completed", plan[0].Reasons[2].Root.Code);
    }

    [Fact]
    public void Force_does_not_hide_what_is_not_ready_from_flows_that_are_not_forced()
    {
        var plan = Plan(f => f.Flow == Prices ? f with { LastCompleted = null } : f, selection: [Momentum, Backtest], forced: [Momentum]);

        Assert.Equal("run blocked", Actions(plan));
    }

    [Fact]
    public void What_runs_already_is_waited_for_even_when_forced() =>
        Assert.Equal("wait", Actions(Plan(f => f with { LiveOwner = "pid 42" }, selection: [Prices], forced: [Prices])));

    [Fact]
    public void A_model_that_nothing_trains_blocks_its_inference()
    {
        var training = new FlowKey(new Guid(9, 0, 0, new byte[8]), FlowKind.Training);
        var inference = training with { Flow = FlowKind.Inference };
        var states = new FlowStates(
            LineageGraph.Create([training, inference], [Data(training, inference)]), f => Situation.FactsOf(f) with { LastCompleted = null }, new(Situation.Now));

        var alone = RefreshPlan.Create(states, new HashSet<FlowKey> { inference });

        Assert.Equal("blocked", Actions(alone));
        Assert.Equal((training, "never_completed"), (alone[0].Reasons[0].Root.Flow, alone[0].Reasons[0].Root.Code));
        Assert.Equal("run run", Actions(RefreshPlan.Create(states, new HashSet<FlowKey> { training, inference })));
    }

    [Theory]
    [InlineData(ModelPromotion.Auto, "run run")]
    [InlineData(ModelPromotion.First, "run skip")]
    [InlineData(ModelPromotion.Manual, "run skip")]
    public void Predictions_follow_a_training_whose_version_becomes_active_by_itself(ModelPromotion promotion, string actions)
    {
        var training = new FlowKey(new Guid(9, 0, 0, new byte[8]), FlowKind.Training);
        var inference = training with { Flow = FlowKind.Inference };
        var states = new FlowStates(
            LineageGraph.Create([training, inference], [Data(training, inference)]),
            f => Situation.FactsOf(f) with
            {
                Promotion = promotion,
                ActiveModelVersion = f == training ? "m1" : null,
                LastCompleted = f == training ? null : Situation.CompletedOf(f) with { InputVersions = new Dictionary<FlowKey, string> { [training] = "m1" } },
            },
            new(Situation.Now));

        Assert.Equal(actions, Actions(RefreshPlan.Create(states, new HashSet<FlowKey> { training, inference })));
    }

    [Fact]
    public void Where_versions_are_promoted_by_hand_a_training_in_the_plan_is_not_enough()
    {
        var training = new FlowKey(new Guid(9, 0, 0, new byte[8]), FlowKind.Training);
        var inference = training with { Flow = FlowKind.Inference };
        var states = new FlowStates(
            LineageGraph.Create([training, inference], [Data(training, inference)]),
            f => Situation.FactsOf(f) with { LastCompleted = null, Promotion = ModelPromotion.Manual },
            new(Situation.Now));

        var plan = RefreshPlan.Create(states, new HashSet<FlowKey> { training, inference });

        Assert.Equal("run blocked", Actions(plan));
        Assert.EndsWith("one has to be promoted", plan[1].Reasons[0].Detail, StringComparison.Ordinal);
    }

    private static IReadOnlyList<PlannedFlow> Plan(Func<FlowFacts, FlowFacts> change, FlowKey[]? selection = null, FlowKey[]? forced = null, bool acceptDelayed = false) =>
        RefreshPlan.Create(
            new FlowStates(Graph, f => change(Facts(f)), new(Situation.Now), acceptDelayed),
            (selection ?? [.. Graph.Flows]).ToHashSet(),
            forced?.ToHashSet());

    private static FlowFacts Ready(FlowFacts facts) => facts;

    private static FlowFacts Late(FlowFacts facts) => facts.Flow == Macro ? Delayed(facts) : facts;

    private static FlowFacts Delayed(FlowFacts facts) => facts with
    {
        UpdateFrequency = new(),
        LastCompleted = facts.LastCompleted! with { LastDataDate = new(2024, 1, 5), SourceCheck = new(Situation.Now.AddHours(-1), FoundNewer: false) },
    };

    private static FlowFacts Facts(FlowKey flow) => Situation.FactsOf(flow) with
    {
        LastCompleted = Situation.CompletedOf(flow) with { InputVersions = Graph.Flows.ToDictionary(u => u, _ => "v1") },
    };

    private static string Actions(IEnumerable<PlannedFlow> plan) => string.Join(' ', plan.Select(s => SnakeCase.Of(s.Action)));

    private static IEnumerable<string> Codes(StatusReason reason)
    {
        for (var link = reason; link is not null; link = link.Cause)
        {
            yield return link.Code;
        }
    }

    private static FlowKey Flow(int number) => new(new Guid(number, 0, 0, new byte[8]), FlowKind.Refresh);

    private static LineageEdge Data(FlowKey upstream, FlowKey downstream) => new(upstream, downstream, EdgeKind.DataDependency, "input");
}
