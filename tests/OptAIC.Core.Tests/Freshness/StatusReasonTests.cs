using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Freshness;

/// <summary>What reasons say, and that they lead to the root cause.</summary>
public sealed class StatusReasonTests
{
    [Fact]
    public void A_dead_runner_is_told_from_a_failure()
    {
        var situation = new Situation();
        var state = (situation with { Facts = situation.Facts with { LastFailure = new(Guid.Empty, FailureFacts.Lost, "runner 42 on host a died") } }).Evaluate();

        Assert.Equal(FlowStatus.Error, state.Status);
        Assert.Equal(new StatusReason("runner_lost", Situation.Flow, "runner 42 on host a died"), Assert.Single(state.Reasons));
    }

    [Fact]
    public void A_new_upstream_version_is_shown_against_the_one_used_down_to_its_publication()
    {
        var situation = new Situation();
        var state = (situation with { UpstreamState = Situation.Publishing(situation.UpstreamState, "0123456789abcdef") }).Evaluate();

        var reason = Assert.Single(state.Reasons);
        Assert.Equal("version is 0123456789ab, the last completed run used v1", reason.Detail);
        Assert.Equal(new StatusReason("published", Situation.Upstream, "published 0123456789ab"), reason.Root);
    }

    [Fact]
    public void An_upstream_added_since_is_a_change()
    {
        var state = new Situation().WithCompleted(c => c with { InputVersions = new Dictionary<FlowKey, string>() }).Evaluate();

        Assert.Equal(FlowStatus.Stale, state.Status);
        Assert.Equal("was not an input of the last completed run", Assert.Single(state.Reasons).Detail);
    }

    [Fact]
    public void An_upstream_that_lost_its_data_is_a_change()
    {
        var situation = new Situation();
        var never = FlowStatusRules.Evaluate(Situation.FactsOf(Situation.Upstream) with { LastCompleted = null }, [], situation.Time);
        var reason = (situation with { UpstreamState = never }).Evaluate().Reasons[0];

        Assert.Equal("upstream_changed", reason.Code);
        Assert.Equal("has no version any more", reason.Detail);
        Assert.Equal("never_completed", reason.Root.Code);
    }

    [Fact]
    public void An_upstream_that_never_published_has_not_changed_but_is_not_ready()
    {
        var situation = new Situation().WithCompleted(c => c with { InputVersions = new Dictionary<FlowKey, string>() });
        var never = FlowStatusRules.Evaluate(Situation.FactsOf(Situation.Upstream) with { LastCompleted = null }, [], situation.Time);
        var reason = Assert.Single((situation with { UpstreamState = never }).Evaluate().Reasons);

        Assert.Equal("upstream_not_ready", reason.Code);
        Assert.Equal("upstream is not_initialized", reason.Detail);
        Assert.Equal("never_completed", reason.Root.Code);
    }

    [Fact]
    public void Definition_and_config_are_told_apart()
    {
        var situation = new Situation();
        var reasons = (situation with { Facts = situation.Facts with { DefinitionHash = "d2", ConfigHash = "c2" } }).Evaluate().Reasons;

        Assert.All(reasons, r => Assert.Equal("config_changed", r.Code));
        Assert.Equal(["definition hash is d2, the last completed run used d1", "config hash is c2, the last completed run used c1"], reasons.Select(r => r.Detail));
    }

    [Theory]
    [InlineData("d2", "c1")]
    [InlineData("d1", "c2")]
    public void Definition_and_config_of_what_is_used_count(string definition, string config)
    {
        var situation = new Situation();
        var used = FlowStatusRules.Evaluate(Situation.FactsOf(Situation.Used) with { DefinitionHash = definition, ConfigHash = config }, [], situation.Time);
        var reason = Assert.Single((situation with { UsedState = used }).Evaluate().Reasons);

        Assert.Equal("config_changed", reason.Code);
        Assert.Equal(new StatusReason("config_changed", Situation.Used, "used as optimizer"), reason.Root);
    }

    [Fact]
    public void Output_and_status_of_what_is_used_do_not_count()
    {
        var situation = new Situation();
        var failed = Situation.Publishing(situation.UsedState, "v2") with { Status = FlowStatus.Error };

        Assert.Equal(FlowStatus.Ready, (situation with { UsedState = failed }).Evaluate().Status);
    }

    [Fact]
    public void A_late_source_upstream_blocks_unless_it_is_accepted()
    {
        var situation = new Situation();
        var delayed = situation.UpstreamState with { Status = FlowStatus.StaleSourceDelayed, Reasons = [new(ReasonCode.SourceDelayed, Situation.Upstream, "late")] };
        situation = situation with { UpstreamState = delayed };

        Assert.Equal(FlowStatus.Stale, situation.Evaluate().Status);
        Assert.Equal(FlowStatus.Ready, (situation with { AcceptDelayed = true }).Evaluate().Status);
    }

    [Fact]
    public void Every_blocking_upstream_is_named_and_the_chain_goes_through_ready_ones()
    {
        FlowKey[] flows = [.. Enumerable.Range(1, 5).Select(n => new FlowKey(new Guid(n, 0, 0, new byte[8]), FlowKind.Refresh))];
        var (raw, byAge, failed, running, bottom) = (flows[0], flows[1], flows[2], flows[3], flows[4]);
        var graph = LineageGraph.Create(flows, [Data(raw, byAge), Data(byAge, bottom), Data(failed, bottom), Data(running, bottom)]);
        var states = new FlowStates(graph, f => Situation.FactsOf(f) with
        {
            LastCompleted = Situation.CompletedOf(f) with { InputVersions = flows.ToDictionary(u => u, _ => "v1") },
            StaleOn = f == byAge ? StaleOn.Age : StaleOn.Upstream,
            SourceChange = f == raw ? "raw.csv has changed" : null,
            LastFailure = f == failed ? new(Guid.Empty, "exit_code", "exit code 3") : null,
            LiveOwner = f == running ? "pid 42" : null,
        }, new(Situation.Now));

        Assert.Equal(FlowStatus.Ready, states[byAge].Status);
        Assert.Equal(["source_changed", "last_run_failed", "running"], states[bottom].Reasons.Select(r => r.Root.Code));
        Assert.Equal([raw, failed, running], states[bottom].Reasons.Select(r => r.Root.Flow));
        Assert.All(states[bottom].Reasons, r => Assert.Equal("upstream_not_ready", r.Code));
    }

    private static LineageEdge Data(FlowKey upstream, FlowKey downstream) => new(upstream, downstream, EdgeKind.DataDependency, "input");
}
