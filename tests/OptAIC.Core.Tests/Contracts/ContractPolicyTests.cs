using OptAIC.Contracts;
using OptAIC.Definitions;
using OptAIC.Freshness;

namespace OptAIC.Core.Tests.Contracts;

public sealed class ContractPolicyTests
{
    private static readonly OptIssue[] s_error = [new() { Severity = IssueSeverity.Error, Code = "x", Message = "x" }];
    private static readonly OptIssue[] s_remark = [new() { Severity = IssueSeverity.Warning, Code = "x", Message = "x" }];

    [Theory]
    [InlineData(InstanceStage.Draft, GuardrailEnforcement.Warn, ContractOutcome.Warned)]
    [InlineData(InstanceStage.Draft, GuardrailEnforcement.Block, ContractOutcome.Blocked)]
    [InlineData(InstanceStage.Staging, GuardrailEnforcement.Warn, ContractOutcome.Warned)]
    [InlineData(InstanceStage.Staging, GuardrailEnforcement.Block, ContractOutcome.Blocked)]
    [InlineData(InstanceStage.Official, GuardrailEnforcement.Warn, ContractOutcome.Blocked)]
    [InlineData(InstanceStage.Official, GuardrailEnforcement.Block, ContractOutcome.Blocked)]
    public void A_violation_does_what_is_written_but_blocks_whatever_is_said_once_official(InstanceStage stage, GuardrailEnforcement written, ContractOutcome expected)
    {
        var enforcement = ContractPolicy.At(stage, written);

        Assert.Equal(expected, ContractPolicy.Judge(enforcement, ContractPolicy.Weigh(enforcement, s_error)));
        Assert.Equal(ContractOutcome.Passed, ContractPolicy.Judge(enforcement, []));
        Assert.Equal(ContractOutcome.Warned, ContractPolicy.Judge(enforcement, s_remark));
    }

    [Theory]
    [InlineData("2024-03-28", "2024-03-29", 1, 1)]
    [InlineData("2024-03-28", "2024-04-01", 4, 2)]
    [InlineData("2024-03-29", "2024-03-31", 2, 0)]
    [InlineData("2024-03-29", "2024-03-28", 0, 0)]
    public void Age_counts_days_or_business_days_behind_the_last_date(string last, string asOf, int days, int businessDays)
    {
        var (from, to) = (DateOnly.Parse(last, null), DateOnly.Parse(asOf, null));

        Assert.Equal(days, DataAge.Of(from, to));
        Assert.Equal(businessDays, DataAge.Of(from, to, BusinessCalendar.Weekdays));
    }

    [Fact]
    public void A_stage_may_only_be_left_out_by_force_and_going_back_is_free()
    {
        PromotionFacts[] ready = [new("a.refresh", true, "ready", "", true)];

        Assert.Equal(["stage_left_out"], PromotionRules.Obstacles(InstanceStage.Draft, InstanceStage.Official, false, ready).Select(o => o.Code));
        Assert.Empty(PromotionRules.Obstacles(InstanceStage.Draft, InstanceStage.Official, true, ready));
        Assert.Empty(PromotionRules.Obstacles(InstanceStage.Official, InstanceStage.Draft, false, []));
    }

    [Fact]
    public void Official_needs_flows_that_are_ready_and_a_last_run_that_completed_whatever_is_forced()
    {
        PromotionFacts[] facts = [new("a.refresh", false, "stale", "old", true), new("b.refresh", true, "ready", "", false)];

        Assert.Equal(["not_ready", "last_run_not_completed"], PromotionRules.Obstacles(InstanceStage.Staging, InstanceStage.Official, true, facts).Select(o => o.Code));
        Assert.Empty(PromotionRules.Obstacles(InstanceStage.Draft, InstanceStage.Staging, false, facts));
    }
}
