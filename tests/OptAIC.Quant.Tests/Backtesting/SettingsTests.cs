using OptAIC.Quant.Backtesting;
using OptAIC.Quant.Backtesting.Costs;

namespace OptAIC.Quant.Tests.Backtesting;

public sealed class SettingsTests
{
    [Fact]
    public void Defaults_are_valid() =>
        Assert.Empty(new BacktestSettings().Validate(Market.Of([10, 10])));

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        var settings = new BacktestSettings
        {
            InitialCash = 0,
            Gross = double.NaN,
            Lookback = 1,
            Select = Selection.Top(0),
            Rebalance = new RebalanceRule(RebalanceFrequency.EveryRows, 0, DayOfWeek.Monday),
            Commission = new CommissionModel { Rate = -0.001, MaximumRate = 0 },
            Slippage = new VolumeShareSlippage(Limit: -1),
            Start = new DateOnly(2024, 2, 1),
            End = new DateOnly(2024, 1, 1),
            SizeAt = (SizeAt)7,
            AuditedDecisions = -1,
            RiskFreeRate = -1,
        };

        Assert.Equal(
            [
                ("NotPositive", "/config/initial_cash"),
                ("NotPositive", "/config/portfolio/gross"),
                ("TooSmall", "/config/portfolio/lookback"),
                ("Negative", "/config/audited_decisions"),
                ("OutOfRange", "/config/risk_free_rate"),
                ("EmptyRange", "/date_range"),
                ("TooSmall", "/config/portfolio/select"),
                ("TooSmall", "/config/rebalance"),
                ("NotUsed", "/config/rebalance_day"),
                ("UnknownValue", "/config/size_at"),
                ("Negative", "/config/commission/rate"),
                ("NotPositive", "/config/commission/maximum_rate"),
                ("Negative", "/config/slippage/limit"),
            ],
            settings.Validate().Select(problem => (problem.Code, problem.Path)));
    }

    [Fact]
    public void What_the_data_lacks_is_reported()
    {
        var settings = new BacktestSettings { Fill = FillPrice.NextOpen, Slippage = new LinearSlippage(1), Weighting = Weighting.Rank };

        var problems = settings.Validate(Market.Of([10, 10]));

        Assert.Equal(["NoOpens", "NoVolumes", "NoSignal"], problems.Select(problem => problem.Code));
    }

    [Fact]
    public void Arrays_of_the_wrong_length_are_reported_with_their_place()
    {
        var data = Market.Of([10, 10]) with { Open = new double[3], Benchmark = new double[1], Signals = [new double[2], new double[5]] };

        var problems = new BacktestSettings().Validate(data);

        Assert.Equal(["/assets/prices", "/assets/benchmark", "/signals/secondary/0"], problems.Select(problem => problem.Path));
        Assert.All(problems, problem => Assert.Equal("WrongLength", problem.Code));
    }

    [Fact]
    public void A_range_without_two_dates_is_reported()
    {
        var problems = new BacktestSettings { Start = new DateOnly(2030, 1, 1) }.Validate(Market.Of([10, 10]));

        Assert.Equal("EmptyRange", Assert.Single(problems).Code);
    }

    [Fact]
    public void A_run_with_wrong_settings_is_refused_with_all_problems()
    {
        var error = Assert.Throws<InvalidBacktestException>(() => Backtest.Run(new BacktestSettings { InitialCash = -1, Gross = -1 }, Market.Of([10, 10])));

        Assert.Equal(2, error.Problems.Count);
        Assert.Equal("/config/initial_cash: a number above 0 is needed; found -1; /config/portfolio/gross: a number above 0 is needed; found -1", error.Message);
    }
}
