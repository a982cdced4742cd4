using OptAIC.Naming;

namespace OptAIC.Core.Tests.Naming;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["prices", "momentum", "momentum_backtest", "min_var", "qa"];

    [Theory]
    [InlineData("prcies", "prices")] // neighbours swapped
    [InlineData("price", "prices")]
    [InlineData("pricess", "prices")]
    [InlineData("prizes", "prices")]
    [InlineData("PRICES", "prices")]
    [InlineData("momentun", "momentum")]
    [InlineData("momentum_bcktst", "momentum_backtest")]
    [InlineData("minvar", "min_var")]
    [InlineData("q", "qa")]
    public void A_slip_finds_the_name_that_was_meant(string typed, string meant)
    {
        Assert.Equal(meant, NearestName.To(typed, Known));
        Assert.Equal($"did you mean '{meant}'?", NearestName.Hint(typed, Known));
    }

    [Theory]
    [InlineData("volatility")]
    [InlineData("xy")]
    [InlineData("returns")]
    public void What_is_like_nothing_known_gets_no_hint(string typed)
    {
        Assert.Null(NearestName.To(typed, Known));
        Assert.Null(NearestName.Hint(typed, Known));
    }

    [Fact]
    public void The_nearest_of_several_wins() => Assert.Equal("prices_eu", NearestName.To("prices_e", ["prices", "prices_eu", "prices_us"]));

    [Fact]
    public void Among_equals_the_first_wins() => Assert.Equal("prices_eu", NearestName.To("prices_xu", ["prices_eu", "prices_au"]));

    [Fact]
    public void Nothing_known_gives_no_hint() => Assert.Null(NearestName.Hint("prices", []));
}
