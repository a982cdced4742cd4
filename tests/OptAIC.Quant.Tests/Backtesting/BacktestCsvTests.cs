using OptAIC.Quant.Backtesting;
using OptAIC.Quant.Backtesting.Costs;
using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Tests.Backtesting;

public sealed class BacktestCsvTests
{
    private static readonly BacktestResult Result = Backtest.Run(
        new BacktestSettings
        {
            Rebalance = new RebalanceRule(RebalanceFrequency.Daily),
            Commission = CommissionModel.BasisPoints(5),
            Slippage = new FixedSlippage(3),
        },
        Market.Of([10, 10.1, 10.3], [7, 7.7, 7.3]));

    [Fact]
    public void Equity_reads_back_as_the_same_numbers()
    {
        var lines = Lines(BacktestCsv.WriteEquity);

        Assert.Equal("date,equity,cash,long_value,short_value,traded_notional,commission,slippage_cost,positions", lines[0]);
        Assert.Equal(Result.Equity.Select(row => row.Equity), lines[1..].Select(line => MarketData.Number(line.Split(',')[1])));
        Assert.Equal(Result.Equity.Select(row => row.Date), lines[1..].Select(line => MarketData.Date(line.Split(',')[0])));
    }

    [Fact]
    public void Trades_read_back_as_the_same_numbers()
    {
        var lines = Lines(BacktestCsv.WriteTrades);

        Assert.Equal("date,symbol,qty,ref_price,fill_price,commission,slippage_cost", lines[0]);
        Assert.Equal(Result.Trades.Select(trade => (trade.Symbol, trade.Quantity)), lines[1..].Select(line => (line.Split(',')[1], MarketData.Number(line.Split(',')[2]))));
    }

    [Fact]
    public void Positions_have_their_weights()
    {
        var lines = Lines(BacktestCsv.WritePositions);

        Assert.Equal("date,symbol,shares,price,value,weight", lines[0]);
        Assert.Equal(Result.Positions.Select(position => position.Weight), lines[1..].Select(line => MarketData.Number(line.Split(',')[5])));
    }

    [Fact]
    public void Weights_are_those_decided() =>
        Assert.Equal(["date,symbol,weight", "2024-01-01,A,0.5", "2024-01-01,B,0.5", "2024-01-02,A,0.5", "2024-01-02,B,0.5"], Lines(BacktestCsv.WriteWeights));

    [Fact]
    public void Costs_add_up()
    {
        var lines = Lines(BacktestCsv.WriteCosts);

        Assert.Equal("date,traded_notional,commission,slippage_cost,total_cost,cumulative_cost", lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.Equal(Result.Metrics.CommissionPaid!.Value + Result.Metrics.SlippagePaid!.Value, MarketData.Number(lines[^1].Split(',')[5]), 1e-9);
    }

    [Fact]
    public void Names_with_commas_and_quotes_are_quoted()
    {
        var index = new PanelIndex(Market.Weekdays().Take(2), ["A \"x\", Inc"]);
        var result = Backtest.Run(new BacktestSettings { Rebalance = new RebalanceRule(RebalanceFrequency.Once) }, new BacktestData(index, new double[] { 10, 10 }));
        using var writer = new StringWriter();

        BacktestCsv.WriteWeights(writer, result);

        Assert.Equal("date,symbol,weight\n2024-01-01,\"A \"\"x\"\", Inc\",1\n", writer.ToString());
    }

    private static string[] Lines(Action<TextWriter, BacktestResult> write)
    {
        using var writer = new StringWriter();
        write(writer, Result);
        return writer.ToString().TrimEnd('\n').Split('\n');
    }
}
