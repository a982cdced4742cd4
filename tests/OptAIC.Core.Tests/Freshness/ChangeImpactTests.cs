using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Freshness;

public sealed class ChangeImpactTests
{
    private static readonly FlowKey Prices = Key(1), Signal = Key(2), Training = Key(3, FlowKind.Training), Backtest = Key(4, FlowKind.Backtest), After = Key(5);

    private static readonly LineageGraph Graph = LineageGraph.Create(
        [Prices, Signal, Training, Backtest, After],
        [
            new(Prices, Signal, EdgeKind.DataDependency, "input"),
            new(Signal, Training, EdgeKind.FeatureDependency, "features"),
            new(Signal, Backtest, EdgeKind.Uses, "signal"),
            new(Backtest, After, EdgeKind.DataDependency, "input"),
        ]);

    [Fact]
    public void New_data_make_what_reads_them_stale_and_leave_what_goes_by_age_or_only_uses_the_definition()
    {
        var impacts = Of(Signal, LineageChange.Data);

        Assert.Equal(
            [
                (Training, FlowStatus.Ready, "stale_on is age: what happens upstream does not count"),
                (Backtest, FlowStatus.Ready, "uses definition and config as signal, not the data"),
                (After, FlowStatus.Ready, "nothing that it takes changes"),
            ],
            impacts.Select(i => (i.After.Flow, i.After.Status, i.WhyNot!)).OrderBy(i => i.Flow));
        Assert.Equal(FlowStatus.Stale, Assert.Single(Of(Prices, LineageChange.Data), i => i.After.Flow == Signal).After.Status);
    }

    [Fact]
    public void A_new_definition_makes_what_uses_it_stale_without_refusing_its_start()
    {
        var backtest = Assert.Single(Of(Signal, LineageChange.Definition), i => i.After.Flow == Backtest);

        Assert.Equal((FlowStatus.Stale, false, null), (backtest.After.Status, backtest.Refused, backtest.WhyNot));
        Assert.Equal(ReasonCode.ConfigChanged, backtest.After.Reasons[0].Code);
    }

    [Fact]
    public void A_start_that_goes_by_age_is_refused_all_the_same_while_its_upstream_is_not_ready()
    {
        var training = Assert.Single(Of(Signal, LineageChange.Config), i => i.After.Flow == Training);

        Assert.Equal((FlowStatus.Ready, true, null), (training.After.Status, training.Refused, training.WhyNot));
        Assert.Equal(ReasonCode.UpstreamNotReady, training.After.UpstreamBlocker!.Code);
    }

    private static IReadOnlyList<FlowImpact> Of(FlowKey flow, LineageChange change) =>
        ChangeImpact.Of(Graph, Facts, new EvaluationTime(new DateTimeOffset(2024, 1, 10, 0, 0, 0, TimeSpan.Zero)), new HashSet<FlowKey> { flow }, change);

    private static FlowFacts Facts(FlowKey flow)
    {
        var read = new Dictionary<FlowKey, string>();
        foreach (var edge in Graph.UpstreamOf(Graph.NumberOf(flow)))
        {
            read[edge.Upstream] = edge.CarriesData ? $"data of {edge.Upstream}" : "definition+config";
        }

        return new()
        {
            Flow = flow,
            DefinitionHash = "definition",
            ConfigHash = "config",
            LastCompleted = new()
            {
                RunId = Guid.Empty,
                EndedAt = new DateTimeOffset(2024, 1, 9, 0, 0, 0, TimeSpan.Zero),
                DataVersion = $"data of {flow}",
                DefinitionHash = "definition",
                ConfigHash = "config",
                InputVersions = read,
                UsedHashes = read,
            },
        };
    }

    private static FlowKey Key(int number, FlowKind flow = FlowKind.Refresh) => new(new Guid(number, 0, 0, new byte[8]), flow);
}
