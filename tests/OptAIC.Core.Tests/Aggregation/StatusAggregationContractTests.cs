using FsCheck;
using FsCheck.Fluent;
using OptAIC.Aggregation;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Aggregation;

public sealed class StatusAggregationContractTests
{
    private static readonly FlowKind[] ModelFlows = [FlowKind.Training, FlowKind.Inference, FlowKind.Monitoring];

    [Theory]
    [InlineData("", "error stale stale_source_delayed not_initialized running ready")]
    [InlineData("error stale running ready", "error stale stale_source_delayed not_initialized running ready")]
    [InlineData("error stale running", "error stale stale_source_delayed not_initialized running ready")]
    [InlineData("ready", "error stale stale_source_delayed not_initialized running ready")]
    [InlineData("running", "error stale stale_source_delayed not_initialized running ready")]
    [InlineData("not_initialized", "error stale stale_source_delayed not_initialized running ready")]
    [InlineData("stale error", "stale error stale_source_delayed not_initialized running ready")]
    [InlineData("running error", "running error stale stale_source_delayed not_initialized ready")]
    [InlineData("running not_initialized ready", "error stale stale_source_delayed running not_initialized ready")]
    [InlineData("running not_initialized stale_source_delayed stale error ready", "running not_initialized stale_source_delayed stale error ready")]
    public void A_status_that_is_left_out_takes_its_place_from_the_default_order(string given, string complete) =>
        Assert.Equal(complete, string.Join(' ', new StatusAggregationContract(priority: Statuses(given)).Priority.Select(SnakeCase.Of)));

    [Theory]
    [InlineData("ready ready ready", "ready")]
    [InlineData("ready ready running", "running")]
    [InlineData("running not_initialized ready", "not_initialized")]
    [InlineData("not_initialized stale_source_delayed running", "stale_source_delayed")]
    [InlineData("stale_source_delayed stale running", "stale")]
    [InlineData("stale error ready", "error")]
    [InlineData("not_initialized not_initialized not_initialized", "not_initialized")]
    public void By_default_the_worst_flow_decides(string flows, string expected) =>
        Assert.Equal(Statuses(expected)[0], StatusAggregationContract.Default.Aggregate(Flows(flows)));

    [Fact]
    public void A_definition_can_rank_otherwise()
    {
        var contract = new StatusAggregationContract(priority: Statuses("running error stale ready"));

        Assert.Equal(FlowStatus.Running, contract.Aggregate(Flows("error running ready")));
    }

    [Theory]
    [InlineData("error ready stale", "ready error stale")]
    [InlineData("ready error stale", "stale ready error")]
    public void With_primary_the_named_flow_decides(string flows, string rotated)
    {
        var contract = new StatusAggregationContract(AggregationMethod.Primary, primary: FlowKind.Inference);

        Assert.Equal(Statuses(flows)[1], contract.Aggregate(Flows(flows)));
        Assert.Equal(Statuses(rotated)[1], contract.Aggregate(Flows(rotated)));
    }

    [Theory]
    [InlineData("error ready stale", "ready")]
    [InlineData("error running stale", "error")]
    [InlineData("running running not_initialized", "not_initialized")]
    public void With_any_ready_one_ready_flow_is_enough_else_the_worst_decides(string flows, string expected) =>
        Assert.Equal(Statuses(expected)[0], new StatusAggregationContract(AggregationMethod.AnyReady).Aggregate(Flows(flows)));

    [Fact]
    public void Contradictions_are_refused()
    {
        Assert.Contains("twice", Refusal(() => new(priority: Statuses("error stale error"))), StringComparison.Ordinal);
        Assert.Contains("ready must come last", Refusal(() => new(priority: Statuses("ready error"))), StringComparison.Ordinal);
        Assert.Contains("primary", Refusal(() => new(AggregationMethod.Primary)), StringComparison.Ordinal);
        Assert.Contains("primary", Refusal(() => new(AggregationMethod.MinSeverity, primary: FlowKind.Training)), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_primary_flow_or_without_flows_there_is_no_answer()
    {
        var contract = new StatusAggregationContract(AggregationMethod.Primary, primary: FlowKind.Backtest);

        Assert.Contains("'backtest'", Assert.Throws<ArgumentException>(() => contract.Aggregate(Flows("ready"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => StatusAggregationContract.Default.Aggregate([]));
    }

    [Theory]
    [InlineData(true, FlowStatus.Ready)]
    [InlineData(false, FlowStatus.Error)]
    public void A_part_has_the_health_of_its_definition(bool healthy, FlowStatus expected) =>
        Assert.Equal(expected, StatusAggregationContract.OfDefinition(healthy));

    [Fact]
    public void Whatever_the_priority_an_instance_is_ready_only_if_all_its_flows_are()
    {
        var cases =
            from priority in Gen.Shuffle(Statuses("error stale stale_source_delayed not_initialized running"))
            from kept in Gen.Choose(0, 5)
            from statuses in Gen.Elements(Enum.GetValues<FlowStatus>()).ArrayOf(3)
            select (Contract: new StatusAggregationContract(priority: priority[..kept]), Statuses: statuses);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var status = c.Contract.Aggregate([.. ModelFlows.Zip(c.Statuses)]);
            return status == FlowStatus.Ready == c.Statuses.All(s => s == FlowStatus.Ready) && c.Statuses.Contains(status);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_completed_priority_keeps_the_given_order_and_names_every_status_once()
    {
        var cases =
            from priority in Gen.Shuffle(Statuses("error stale stale_source_delayed not_initialized running"))
            from kept in Gen.Choose(0, 5)
            select priority[..kept];

        Prop.ForAll(cases.ToArbitrary(), given =>
        {
            var complete = new StatusAggregationContract(priority: given).Priority;
            return complete.Where(given.Contains).SequenceEqual(given)
                && complete.Order().SequenceEqual(Enum.GetValues<FlowStatus>())
                && complete[^1] == FlowStatus.Ready;
        }).QuickCheckThrowOnFailure();
    }

    private static string Refusal(Func<StatusAggregationContract> make) => Assert.Throws<ArgumentException>(make).Message;

    private static (FlowKind Flow, FlowStatus Status)[] Flows(string statuses) => [.. ModelFlows.Zip(Statuses(statuses))];

    private static FlowStatus[] Statuses(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(t => SnakeCase.TryParse<FlowStatus>(t, out var status) ? status : throw new ArgumentException(t)),
    ];
}
