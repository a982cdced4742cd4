using OptAIC.Quant.Optimizers;

namespace OptAIC.Quant.Tests.Optimizers;

public sealed class EqualWeightOptimizerTests
{
    [Fact]
    public void Every_name_gets_the_same_part_of_the_budget()
    {
        var result = Optimize(new PortfolioConstraints { Budget = 0.8 }, "A", "B", "C", "D");

        Assert.All(result.Weights, weight => Assert.Equal(0.2, weight));
        Assert.Equal(4, result.EffectiveNames!.Value, 1e-12);
        Assert.Null(result.Volatility);
    }

    [Fact]
    public void A_cap_on_one_name_spreads_the_rest_over_the_others()
    {
        var constraints = new PortfolioConstraints { MaxWeight = new WeightBound(1) { PerName = new Dictionary<string, double> { ["B"] = 0.1 } } };

        var result = Optimize(constraints, "A", "B", "C");

        Assert.Equal(0.1, result.Weights[1]);
        Assert.Equal(0.45, result.Weights[0], 1e-15);
        Assert.Equal(0.45, result.Weights[2], 1e-15);
    }

    [Fact]
    public void Caps_that_forbid_the_budget_are_refused() =>
        Assert.Throws<InfeasibleConstraintsException>(() => Optimize(new PortfolioConstraints { MaxWeight = 0.3 }, "A", "B", "C"));

    private static OptimizationResult Optimize(PortfolioConstraints constraints, params string[] names) =>
        new EqualWeightOptimizer(constraints).Optimize(new OptimizationInput(names));
}
