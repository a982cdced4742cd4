using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Freshness;

/// <summary>The nine rules, each on its own and each pair of them; details are in <see cref="StatusReasonTests"/>.</summary>
public sealed class FlowStatusRulesTests
{
    private static readonly (Func<Situation, Situation> Trigger, FlowStatus Status, string Code)[] Rules =
    [
        (s => s with { Facts = s.Facts with { LiveOwner = "run 7 of pid 42" } }, FlowStatus.Running, "running"),
        (s => s with { Facts = s.Facts with { LastFailure = new(Guid.Empty, "exit_code", "exit code 3") } }, FlowStatus.Error, "last_run_failed"),
        (s => s with { Facts = s.Facts with { LastCompleted = null } }, FlowStatus.NotInitialized, "never_completed"),
        (s => s with { Time = s.Time with { AsOf = new(2024, 1, 11) }, Facts = s.Facts with { UpdateFrequency = new() } }, FlowStatus.Stale, "data_behind"),
        (s => s with { Facts = s.Facts with { SourceChange = "prices.csv has 120 bytes more" } }, FlowStatus.Stale, "source_changed"),
        (s => s with { UpstreamState = Situation.Publishing(s.UpstreamState, "v2") }, FlowStatus.Stale, "upstream_changed"),
        (s => s with { Facts = s.Facts with { ConfigHash = "c2" } }, FlowStatus.Stale, "config_changed"),
        (s => s with { UpstreamState = Stale(s.UpstreamState) }, FlowStatus.Stale, "upstream_not_ready"),
    ];

    public static TheoryData<int> EachRule => [.. Enumerable.Range(0, Rules.Length)];

    public static TheoryData<int, int> EachPair
    {
        get
        {
            var pairs = new TheoryData<int, int>();
            for (var earlier = 0; earlier < Rules.Length; earlier++)
            {
                for (var later = earlier + 1; later < Rules.Length; later++)
                {
                    pairs.Add(earlier, later);
                }
            }

            return pairs;
        }
    }

    [Fact]
    public void A_flow_to_which_no_rule_applies_is_ready_and_says_nothing()
    {
        var state = new Situation().Evaluate();

        Assert.Equal(FlowStatus.Ready, state.Status);
        Assert.Empty(state.Reasons);
        Assert.Null(state.UpstreamBlocker);
        Assert.Equal("v1", state.DataVersion);
    }

    [Theory]
    [MemberData(nameof(EachRule))]
    public void Each_rule_gives_its_status_and_its_reason(int rule)
    {
        var state = Rules[rule].Trigger(new()).Evaluate();

        Assert.Equal(Rules[rule].Status, state.Status);
        var reason = Assert.Single(state.Reasons);
        Assert.Equal(Rules[rule].Code, reason.Code);
        Assert.Equal(Situation.Flow, reason.Flow);
        Assert.NotEmpty(reason.Detail);
    }

    [Theory]
    [MemberData(nameof(EachPair))]
    public void Of_two_rules_that_apply_the_earlier_decides(int earlier, int later)
    {
        var state = Rules[earlier].Trigger(Rules[later].Trigger(new())).Evaluate();

        Assert.Equal(Rules[earlier].Status, state.Status);
        Assert.Equal(Rules[earlier].Code, state.Reasons[0].Code);
    }

    [Theory]
    [InlineData(StaleOn.Upstream, "running error not_initialized stale stale stale stale stale")]
    [InlineData(StaleOn.Age, "running error not_initialized stale stale ready stale ready")]
    [InlineData(StaleOn.Manual, "running error not_initialized ready ready ready ready ready")]
    public void Which_rules_count_depends_on_stale_on(StaleOn staleOn, string statuses)
    {
        var situation = new Situation();
        situation = situation with { Facts = situation.Facts with { StaleOn = staleOn } };

        Assert.Equal(statuses, string.Join(' ', Rules.Select(r => SnakeCase.Of(r.Trigger(situation).Evaluate().Status))));
    }

    [Fact]
    public void What_is_not_ready_upstream_is_known_whatever_the_own_status_says()
    {
        var situation = Rules[^1].Trigger(new());

        foreach (var staleOn in Enum.GetValues<StaleOn>())
        {
            var state = (situation with { Facts = situation.Facts with { StaleOn = staleOn } }).Evaluate();
            Assert.Equal("upstream_not_ready", state.UpstreamBlocker?.Code);
        }
    }

    private static FlowState Stale(FlowState state) =>
        state with { Status = FlowStatus.Stale, Reasons = [new(ReasonCode.SourceChanged, state.Flow, "prices.csv has changed")] };
}
