using System.Globalization;
using System.Xml.Linq;
using OptAIC.Quant.Backtesting;
using OptAIC.Quant.Backtesting.Costs;
using OptAIC.Quant.TearSheets;
using OptAIC.Quant.Tests.Backtesting;

namespace OptAIC.Quant.Tests.TearSheets;

public sealed class TearSheetTests
{
    private static readonly Lazy<BacktestResult> Momentum = new(() => Run(new BacktestSettings { Select = Selection.Top(20), Commission = CommissionModel.BasisPoints(5) }));

    private static readonly Lazy<BacktestResult> LongShort = new(() => Run(new BacktestSettings { Select = Selection.LongShort(10) }));

    [Fact]
    public void The_same_result_gives_the_same_bytes() =>
        Assert.Equal(Page(Momentum.Value), Page(Run(new BacktestSettings { Select = Selection.Top(20), Commission = CommissionModel.BasisPoints(5) })));

    [Fact]
    public void The_page_is_well_formed_and_needs_nothing_else()
    {
        foreach (var result in new[] { Momentum.Value, LongShort.Value })
        {
            var body = Body(Page(result));

            Assert.DoesNotContain(body.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe");
            Assert.DoesNotContain(body.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "src" or "href" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
            Assert.DoesNotContain("NaN", body.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("∞", body.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_shows_every_chart_and_table()
    {
        var body = Body(Page(Momentum.Value));

        Assert.Equal(
            ["Equity", "Drawdown", "Rolling Sharpe", "Monthly returns", "Exposure", "Turnover", "Largest 10 of 20 holdings on the last day"],
            body.Descendants("h2").Select(heading => heading.Nodes().OfType<XText>().First().Value));
        Assert.Equal(5, body.Descendants("svg").Count());
        Assert.Contains(body.Descendants("b"), card => card.Value == NumberText.Percent(Momentum.Value.Metrics.TotalReturn));
    }

    [Fact]
    public void Text_is_escaped()
    {
        var options = new TearSheetOptions("<script>alert(1)</script>")
        {
            Description = "a < b & c",
            Notes = ["\"quoted\" <b>note</b>"],
            BenchmarkName = "<i>index</i>",
        };

        var page = Page(Momentum.Value, options);

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Equal("<script>alert(1)</script>", Body(page).Descendants("h1").Single().Value);
        Assert.Contains("a &lt; b &amp; c", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Months_compound_to_the_total_return()
    {
        var months = new TearSheetData(Momentum.Value).MonthlyReturns();

        Assert.Equal(new DateOnly(2014, 3, 1), months[0].Month);
        Assert.Equal(48, months.Count);
        Assert.Equal(1 + Momentum.Value.Metrics.TotalReturn!.Value, months.Aggregate(1.0, (growth, month) => growth * (1 + month.Return)), 1e-9);
    }

    [Fact]
    public void A_rolling_window_over_everything_is_the_sharpe_ratio()
    {
        var sharpe = new TearSheetData(Momentum.Value).RollingSharpe(993);

        Assert.Equal(Momentum.Value.Metrics.Sharpe!.Value, sharpe[^1], 1e-9);
        Assert.All(sharpe[..^1], value => Assert.Equal(double.NaN, value));
    }

    [Fact]
    public void A_run_that_never_trades_still_has_a_page()
    {
        var data = Market.Of(Market.Constant(10, 3)) with { Signals = [Market.Constant(double.NaN, 3)] };

        var body = Body(Page(Backtest.Run(new BacktestSettings(), data)));

        Assert.Contains("Too few rows", body.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", body.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.0001, "0.0%")]
    [InlineData(-0.0123, "−1.2%")]
    [InlineData(0.5, "50.0%")]
    [InlineData(null, "–")]
    public void Percentages_have_no_negative_zero(double? value, string expected) =>
        Assert.Equal(expected, NumberText.Percent(value, 1));

    [Fact]
    public void Ticks_are_round()
    {
        Assert.Equal([-0.2, -0.1, 0, 0.1], Axis.Numbers(-0.23, 0.17, 4), (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal([800_000, 1_000_000, 1_200_000], Axis.Numbers(790_000, 1_300_000, 3));
    }

    [Fact]
    public void Years_are_labelled_on_their_first_row()
    {
        DateOnly[] dates = [.. Enumerable.Range(0, 3000).Select(k => new DateOnly(2010, 6, 1).AddDays(k))];

        Assert.Equal(["2011", "2012", "2013", "2014", "2015", "2016", "2017", "2018"], Axis.Months(dates).Select(tick => tick.Label));
        Assert.All(Axis.Months(dates), tick => Assert.Equal((1, 1), (dates[tick.Row].Month, dates[tick.Row].Day)));
    }

    private static BacktestResult Run(BacktestSettings settings)
    {
        var data = MarketData.Stocks;
        var benchmark = data.Close.Slice(data.Index.EntityAt("AAPL") * data.Index.Rows, data.Index.Rows);
        return Backtest.Run(settings, data with { Signals = [MarketData.Momentum(data)], Benchmark = benchmark });
    }

    private static string Page(BacktestResult result, TearSheetOptions? options = null)
    {
        using var writer = new StringWriter(CultureInfo.GetCultureInfo(""));
        TearSheet.Write(writer, result, options ?? new TearSheetOptions("test"));
        return writer.ToString();
    }

    private static XElement Body(string page)
    {
        var start = page.IndexOf("<body>", StringComparison.Ordinal);
        return XElement.Parse(page[start..(page.IndexOf("</body>", StringComparison.Ordinal) + "</body>".Length)]);
    }
}
