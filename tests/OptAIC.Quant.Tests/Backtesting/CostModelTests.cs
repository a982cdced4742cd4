using OptAIC.Quant.Backtesting.Costs;

namespace OptAIC.Quant.Tests.Backtesting;

public sealed class CostModelTests
{
    [Fact]
    public void A_rate_is_taken_from_the_value() =>
        Assert.Equal(5, CommissionModel.BasisPoints(5).Of(shares: 100, price: 100), 1e-12);

    [Theory]
    [InlineData(1000, 10, 5)]
    [InlineData(10, 10, 0.5)]
    [InlineData(100, 10, 1)]
    public void A_commission_per_share_has_a_minimum_and_then_a_maximum(double shares, double price, double expected)
    {
        var commission = new CommissionModel { PerShare = 0.005, Minimum = 1, MaximumRate = 0.005 };

        Assert.Equal(expected, commission.Of(shares, price), 1e-12);
    }

    [Fact]
    public void Rate_and_amount_per_share_add_up()
    {
        var commission = new CommissionModel { Rate = 0.001, PerShare = 0.01 };

        Assert.Equal(1 + 1, commission.Of(shares: 100, price: 10), 1e-12);
    }

    [Fact]
    public void Linear_slippage_grows_with_participation() =>
        Assert.Equal(0.001, new LinearSlippage(100).Rate(shares: 100, volume: 1000), 1e-15);

    [Fact]
    public void Volume_share_slippage_grows_quadratically_up_to_its_limit()
    {
        var model = new VolumeShareSlippage();

        Assert.Equal(0.1 * 0.01 * 0.01, model.Rate(shares: 10, volume: 1000), 1e-18);
        Assert.Equal(0.1 * 0.025 * 0.025, model.Rate(shares: 500, volume: 1000), 1e-18);
        Assert.Equal(double.PositiveInfinity, model.MostShares(1000));
        Assert.Equal(25, (model with { Capped = true }).MostShares(1039));
    }
}
