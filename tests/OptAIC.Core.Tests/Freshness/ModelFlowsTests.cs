using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Freshness;

/// <summary>A model's three flows: prices → training → inference → report.</summary>
public sealed class ModelFlowsTests
{
    private static readonly FlowKey Prices = new(new Guid(1, 0, 0, new byte[8]), FlowKind.Refresh);
    private static readonly FlowKey Training = new(new Guid(2, 0, 0, new byte[8]), FlowKind.Training);
    private static readonly FlowKey Inference = Training with { Flow = FlowKind.Inference };
    private static readonly FlowKey Report = new(new Guid(3, 0, 0, new byte[8]), FlowKind.Refresh);

    private static readonly LineageGraph Graph = LineageGraph.Create(
        [Prices, Training, Inference, Report],
        [
            new(Prices, Training, EdgeKind.FeatureDependency, "features"),
            new(Training, Inference, EdgeKind.DataDependency, "model"),
            new(Inference, Report, EdgeKind.DataDependency, "input"),
        ]);

    [Theory]
    [InlineData(FlowKind.Training, StaleOn.Age)]
    [InlineData(FlowKind.Monitoring, StaleOn.Age)]
    [InlineData(FlowKind.Inference, StaleOn.Upstream)]
    [InlineData(FlowKind.Refresh, StaleOn.Upstream)]
    [InlineData(FlowKind.Backtest, StaleOn.Upstream)]
    public void A_model_is_trained_and_monitored_by_age_everything_else_follows_upstream(FlowKind flow, StaleOn expected)
    {
        var facts = Situation.FactsOf(new(Guid.Empty, flow));

        Assert.Equal(expected, facts.StaleOn);
        Assert.Equal(StaleOn.Manual, (facts with { StaleOn = StaleOn.Manual }).StaleOn);
    }

    [Fact]
    public void New_data_do_not_call_for_a_new_model_nor_for_new_predictions()
    {
        var states = States(f => f.Flow == Prices ? f with { LastCompleted = f.LastCompleted! with { DataVersion = "v2" } } : f);

        Assert.All(states.All, s => Assert.Equal(FlowStatus.Ready, s.Status));
    }

    [Fact]
    public void A_training_that_is_due_or_failed_does_not_stop_predictions()
    {
        foreach (var change in new Func<FlowFacts, FlowFacts>[]
        {
            f => f with { ConfigHash = "c2" },
            f => f with { LastFailure = new(Guid.Empty, "exit_code", "exit code 1") },
            f => f with { LiveOwner = "pid 42" },
            f => f with { LastCompleted = f.LastCompleted! with { DataVersion = "v2" } }, // trained again, not promoted
        })
        {
            var states = States(f => f.Flow == Training ? change(f) : f);

            Assert.Equal(FlowStatus.Ready, states[Inference].Status);
            Assert.Empty(states.Blockers(Inference));
            Assert.Empty(states.Blockers(Report));
        }
    }

    [Fact]
    public void A_promoted_model_makes_predictions_stale()
    {
        var states = States(f => f.Flow == Training ? f with { ActiveModelVersion = "m2", ConfigHash = "c2" } : f);

        Assert.Equal(FlowStatus.Stale, states[Inference].Status);
        var reason = Assert.Single(states[Inference].Reasons);
        Assert.Equal("version is m2, the last completed run used m1", reason.Detail);
        Assert.Equal(new StatusReason("published", Training, "published m2"), reason.Root);
        Assert.Empty(states.Blockers(Inference));
    }

    [Fact]
    public void Without_any_model_there_are_no_predictions()
    {
        var states = States(f => f.Flow == Training ? f with { LastCompleted = null, ActiveModelVersion = null }
            : f.Flow == Inference ? f with { LastCompleted = null } : f);

        Assert.Equal("never_completed", states[Inference].UpstreamBlocker?.Root.Code);
        Assert.Equal([Training], states.Blockers(Inference).Select(s => s.Flow));
        Assert.Equal([Inference, Training], states.Blockers(Report).Select(s => s.Flow));
    }

    [Fact]
    public void A_model_that_was_trained_but_not_promoted_does_not_count()
    {
        var states = States(f => f.Flow == Training ? f with { ActiveModelVersion = null } : f);

        Assert.Equal(FlowStatus.Ready, states[Training].Status);
        Assert.Equal(FlowStatus.Stale, states[Inference].Status);
        Assert.Equal("no_active_model", states[Inference].Reasons[0].Root.Code);
        Assert.Equal([Training], states.Blockers(Inference).Select(s => s.Flow));
    }

    [Fact]
    public void What_is_not_ready_above_training_does_not_stop_predictions()
    {
        var states = States(f => f.Flow == Prices ? f with { SourceChange = "prices.csv has changed" } : f);

        Assert.Equal(FlowStatus.Ready, states[Inference].Status);
        Assert.Empty(states.Blockers(Inference));
        Assert.Equal([Prices], states.Blockers(Training).Select(s => s.Flow));
    }

    private static FlowStates States(Func<FlowFacts, FlowFacts> change) => new(Graph, flow => change(Facts(flow)), new(Situation.Now));

    private static FlowFacts Facts(FlowKey flow) => Situation.FactsOf(flow) with
    {
        ActiveModelVersion = flow == Training ? "m1" : null,
        LastCompleted = Situation.CompletedOf(flow) with
        {
            InputVersions = new Dictionary<FlowKey, string> { [Prices] = "v1", [Training] = "m1", [Inference] = "v1" },
        },
    };
}
