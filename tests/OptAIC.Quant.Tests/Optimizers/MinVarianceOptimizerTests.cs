using FsCheck;
using FsCheck.Fluent;
using OptAIC.Quant.Optimizers;

namespace OptAIC.Quant.Tests.Optimizers;

public sealed class MinVarianceOptimizerTests
{
    [Fact]
    public void Every_solution_carries_a_certificate_that_holds()
    {
        var problems =
            from n in Gen.Choose(1, 40)
            from observations in Gen.Choose(2, 60)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from shape in Gen.Choose(0, 3)
            select (n, observations, seed, shape);

        Prop.ForAll(problems.ToArbitrary(), p =>
        {
            var result = Optimize(RandomReturns(p.n, p.observations, p.seed), Shape(p.shape, p.n));
            return result.Certificate!.Holds && result.Status != SolverStatus.IterationLimit && Math.Abs(result.NetExposure - 1) < 1e-9;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(7, 22, 973880248)]
    [InlineData(29, 15, 407840919)]
    public void Caps_that_add_up_to_the_budget_exactly_do_not_cycle(int n, int observations, int seed) =>
        Assert.Equal(SolverStatus.Optimal, Optimize(RandomReturns(n, observations, seed), Shape(2, n)).Status);

    [Theory]
    [InlineData(34, 34, 343575893)]
    [InlineData(35, 35, 191019481)]
    public void Large_weights_of_a_singular_problem_without_bounds_are_optimal_too(int n, int observations, int seed)
    {
        var result = Optimize(RandomReturns(n, observations, seed), Shape(0, n));

        Assert.True(result.Weights.Max(Math.Abs) > 10);
        Assert.Equal(SolverStatus.OptimalSingular, result.Status);
    }

    [Fact]
    public void No_feasible_neighbour_has_less_variance()
    {
        var returns = RandomReturns(30, 100, seed: 7);
        var covariance = new SampleCovariance().Estimate(returns);
        var result = Optimize(returns, new PortfolioConstraints { MaxWeight = 0.1 });
        var weights = result.Weights.ToArray();

        for (var from = 0; from < weights.Length; from++)
        {
            for (var to = 0; to < weights.Length; to++)
            {
                var moved = Math.Min(1e-3, Math.Min(weights[from], 0.1 - weights[to]));
                var neighbour = (double[])weights.Clone();
                neighbour[from] -= moved;
                neighbour[to] += moved;
                Assert.True(covariance.PortfolioVariance(neighbour) >= result.Variance!.Value - 1e-15);
            }
        }
    }

    [Fact]
    public void A_singular_covariance_is_solved_and_reported()
    {
        var twins = new CovarianceMatrix(["A", "B", "C"], [0.04, 0.04, 0, 0.04, 0.04, 0, 0, 0, 0.04]);

        var result = new MinVarianceOptimizer(new PortfolioConstraints(), new SampleCovariance()).Optimize(new OptimizationInput(twins.Names) { Covariance = twins });

        Assert.Equal(SolverStatus.OptimalSingular, result.Status);
        Assert.True(result.Ridge > 0);
        Assert.Equal([0.25, 0.25, 0.5], result.Weights, (expected, actual) => Math.Abs(expected - actual) < 1e-6);
        Assert.True(result.Certificate!.Holds);
    }

    [Fact]
    public void A_singular_covariance_that_is_regular_over_the_names_held_needs_no_ridge()
    {
        var result = Optimize(RandomReturns(60, 20, seed: 3), new PortfolioConstraints { MaxWeight = 0.3 });

        Assert.Equal(0, result.Ridge);
        Assert.Equal(SolverStatus.Optimal, result.Status);
    }

    [Fact]
    public void Five_hundred_names_and_few_observations_are_solved_for_every_kind_of_bounds()
    {
        for (var shape = 0; shape < 4; shape++)
        {
            var result = Optimize(RandomReturns(500, 252, seed: 1), Shape(shape, 500));

            Assert.True(result.Certificate!.Holds, $"shape {shape}: {result.Certificate}");
        }
    }

    [Fact]
    public void A_covariance_of_zeros_has_a_solution()
    {
        var zeros = new CovarianceMatrix(["A", "B"], new double[4]);

        var result = new MinVarianceOptimizer(new PortfolioConstraints(), new SampleCovariance()).Optimize(new OptimizationInput(zeros.Names) { Covariance = zeros });

        Assert.Equal([0.5, 0.5], result.Weights, (expected, actual) => Math.Abs(expected - actual) < 1e-12);
        Assert.Equal(0, result.Volatility);
        Assert.Null(result.DiversificationRatio);
    }

    [Fact]
    public void Bounds_of_single_names_hold_and_are_named_as_active()
    {
        var returns = RandomReturns(5, 100, seed: 11);
        var constraints = new PortfolioConstraints
        {
            MinWeight = new WeightBound(0) { PerName = new Dictionary<string, double> { ["N01"] = 0.4 } },
            MaxWeight = new WeightBound(1) { PerName = new Dictionary<string, double> { ["N02"] = 0.01, ["elsewhere"] = -5 } },
        };

        var result = Optimize(returns, constraints);

        Assert.Equal(0.4, result.Weights[1]);
        Assert.Equal(0.01, result.Weights[2]);
        Assert.Contains(result.ActiveConstraints, active => active is { Constraint: "min_weight", Name: "N01", Bound: 0.4, Multiplier: > 0 });
        Assert.Contains(result.ActiveConstraints, active => active is { Constraint: "max_weight", Name: "N02", Bound: 0.01, Multiplier: < 0 });
        Assert.Contains(result.ActiveConstraints, active => active is { Constraint: "budget", Name: null });
    }

    [Fact]
    public void The_multiplier_of_the_budget_is_what_the_variance_gains_from_it()
    {
        var returns = RandomReturns(8, 100, seed: 5);
        const double Step = 1e-6;

        var result = Optimize(returns, new PortfolioConstraints { Budget = 1 });
        var more = Optimize(returns, new PortfolioConstraints { Budget = 1 + Step });

        var budget = result.ActiveConstraints.Single(active => active.Constraint == "budget");
        Assert.Equal((more.Variance!.Value - result.Variance!.Value) / Step, budget.Multiplier, 1e-4 * budget.Multiplier);
    }

    [Fact]
    public void Without_a_budget_and_bounds_nothing_is_held()
    {
        var result = Optimize(RandomReturns(6, 50, seed: 1), new PortfolioConstraints { Budget = null, LongOnly = false });

        Assert.All(result.Weights, weight => Assert.Equal(0, weight));
        Assert.Null(result.EffectiveNames);
    }

    [Fact]
    public void Statistics_follow_from_the_weights()
    {
        var independent = new CovarianceMatrix(["A", "B"], [0.01, 0, 0, 0.01]);

        var result = new MinVarianceOptimizer(new PortfolioConstraints(), new SampleCovariance()).Optimize(new OptimizationInput(independent.Names)
        {
            Covariance = independent,
            ExpectedReturns = new[] { 0.1, 0.3 },
        });

        Assert.Equal(0.005, result.Variance!.Value, 1e-15);
        Assert.Equal(Math.Sqrt(2), result.DiversificationRatio!.Value, 1e-12);
        Assert.Equal(0.5, result.Herfindahl!.Value, 1e-12);
        Assert.Equal(2, result.EffectiveNames!.Value, 1e-12);
        Assert.Equal(0.2, result.ExpectedReturn!.Value, 1e-12);
        Assert.Equal(0.2 / Math.Sqrt(0.005), result.Sharpe!.Value, 1e-12);
    }

    [Fact]
    public void Caps_that_cannot_reach_the_budget_are_named()
    {
        var error = Assert.Throws<InfeasibleConstraintsException>(() => Optimize(RandomReturns(4, 20, seed: 1), new PortfolioConstraints { MaxWeight = 0.2 }));

        var conflict = Assert.Single(error.Conflicts);
        Assert.Equal(["max_weight", "budget"], conflict.Constraints);
        Assert.Equal("the largest weights of the 4 names sum to 0.8, less than the budget of 1", conflict.Message);
    }

    [Fact]
    public void All_contradictory_bounds_are_named_at_once()
    {
        var constraints = new PortfolioConstraints
        {
            MaxWeight = new WeightBound(1) { PerName = new Dictionary<string, double> { ["N00"] = -0.1 } },
            MinWeight = new WeightBound(0) { PerName = new Dictionary<string, double> { ["N01"] = 1.5 } },
        };

        var error = Assert.Throws<InfeasibleConstraintsException>(() => Optimize(RandomReturns(3, 20, seed: 1), constraints));

        Assert.Collection(
            error.Conflicts,
            conflict => Assert.Equal(["long_only", "max_weight"], conflict.Constraints),
            conflict => Assert.Equal(["min_weight", "max_weight"], conflict.Constraints));
    }

    [Fact]
    public void Floors_above_the_budget_are_named()
    {
        var error = Assert.Throws<InfeasibleConstraintsException>(() => Optimize(RandomReturns(4, 20, seed: 1), new PortfolioConstraints { MinWeight = 0.3 }));

        Assert.Equal(["min_weight", "budget"], Assert.Single(error.Conflicts).Constraints);
    }

    [Fact]
    public void Bounds_that_leave_one_point_give_that_point()
    {
        var result = Optimize(RandomReturns(3, 20, seed: 1), new PortfolioConstraints { MaxWeight = 1.0 / 3 });

        Assert.All(result.Weights, weight => Assert.Equal(1.0 / 3, weight, 1e-12));
        Assert.True(result.Certificate!.Holds);
    }

    [Fact]
    public void Missing_returns_are_refused_with_the_name()
    {
        var returns = new ReturnWindow(["A", "B"], 3, new[] { 0.1, 0.2, 0.3, 0.1, double.NaN, 0.3 });

        var error = Assert.Throws<ArgumentException>(() => Optimize(returns, new PortfolioConstraints()));

        Assert.Contains("'B'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_that_is_not_symmetric_is_refused() =>
        Assert.Throws<ArgumentException>(() => new CovarianceMatrix(["A", "B"], [1, 0.5, 0.4, 1]));

    private static OptimizationResult Optimize(ReturnWindow returns, PortfolioConstraints constraints) =>
        new MinVarianceOptimizer(constraints, new SampleCovariance()).Optimize(new OptimizationInput(returns.Names) { Returns = returns });

    private static PortfolioConstraints Shape(int shape, int n) => shape switch
    {
        0 => new PortfolioConstraints { LongOnly = false },
        1 => new PortfolioConstraints(),
        2 => new PortfolioConstraints { MaxWeight = 2.0 / (n + 1) },
        _ => new PortfolioConstraints { LongOnly = false, MinWeight = -0.05, MaxWeight = n == 1 ? 1 : 0.6 },
    };

    /// <summary>Returns with a common factor, so that many bounds bind.</summary>
    private static ReturnWindow RandomReturns(int n, int observations, int seed)
    {
        var random = new Random(seed);
        var market = Enumerable.Range(0, observations).Select(_ => random.NextDouble() - 0.5).ToArray();
        var values = new double[n * observations];
        for (var i = 0; i < n; i++)
        {
            var (beta, noise) = (0.2 + (2 * random.NextDouble()), 0.02 + random.NextDouble());
            for (var k = 0; k < observations; k++)
            {
                values[(i * observations) + k] = 0.02 * ((beta * market[k]) + (noise * (random.NextDouble() - 0.5)));
            }
        }

        return new ReturnWindow([.. Enumerable.Range(0, n).Select(i => $"N{i:00}")], observations, values);
    }
}
