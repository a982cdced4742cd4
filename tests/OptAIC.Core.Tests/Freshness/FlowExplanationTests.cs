using FsCheck;
using FsCheck.Fluent;
using OptAIC.Freshness;

namespace OptAIC.Core.Tests.Freshness;

public sealed class FlowExplanationTests
{
    [Fact]
    public void The_first_rule_that_fails_is_the_one_that_decides_the_status() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(RandomFlows.Any, flows =>
        {
            var states = flows.Evaluate();
            return states.All.All(state =>
            {
                var failed = states.Explain(state.Flow).FirstOrDefault(c => c.Verdict == CheckVerdict.Failed);
                return state.Status switch
                {
                    FlowStatus.Running => failed?.Rule == 1,
                    FlowStatus.Error => failed?.Rule == 2,
                    FlowStatus.NotInitialized => failed?.Rule == 3,
                    FlowStatus.StaleSourceDelayed => failed is { Rule: 4, Reason.Code: ReasonCode.SourceDelayed },
                    FlowStatus.Stale => failed is { Rule: >= 4, Reason: { } reason } && reason.Code == state.Reasons[0].Code && reason.Detail == state.Reasons[0].Detail,
                    _ => failed is null,
                };
            });
        }));

    [Fact]
    public void Each_line_says_what_was_observed_and_what_had_to_be()
    {
        var facts = Situation.FactsOf(new(new Guid(1, 0, 0, new byte[8]), OptAIC.Model.FlowKind.Refresh)) with
        {
            UpdateFrequency = new() { BusinessDaysOnly = true, GracePeriodDays = 1 },
            ConfigHash = "c2",
        };
        facts = facts with { LastCompleted = facts.LastCompleted! with { LastDataDate = new(2024, 1, 2) } };

        var checks = FlowExplanation.Of(facts, [], new(Situation.Now, new(2024, 1, 10))).ToDictionary(c => c.Name);

        Assert.Equal(("2024-01-02", "2024-01-08 or later (daily on business days, grace 1 d, as of 2024-01-10)", CheckVerdict.Failed), (checks["data_date"].Observed, checks["data_date"].Limit, checks["data_date"].Verdict));
        Assert.Equal(("c2", CheckVerdict.Failed, ReasonCode.ConfigChanged), (checks["config"].Observed, checks["config"].Verdict, checks["config"].Reason!.Code));
        Assert.Equal(CheckVerdict.Ok, checks["first_run"].Verdict);
        Assert.Equal(CheckVerdict.NotApplicable, checks["source"].Verdict);
    }
}
