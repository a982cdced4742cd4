using System.Globalization;
using System.Text.Json;
using OptAIC.Quant.Optimizers;

namespace OptAIC.Quant.Tests.Optimizers;

public sealed class OptimizerGoldenTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(Data("optimizer_golden.json"))).RootElement;

    public static TheoryData<string, string, bool, double, double> Problems() => new()
    {
        { "pypfopt20", "min_variance_unconstrained", false, double.NegativeInfinity, double.PositiveInfinity },
        { "pypfopt20", "min_variance_long_only", true, 0, 1 },
        { "pypfopt20", "min_variance_capped", true, 0, 0.1 },
        { "pypfopt20", "min_variance_box_-1_1", false, -1, 1 },
        { "sp60", "min_variance_unconstrained", false, double.NegativeInfinity, double.PositiveInfinity },
        { "sp60", "min_variance_long_only", true, 0, 1 },
        { "sp60", "min_variance_capped", true, 0, 0.1 },
        { "sp60", "min_variance_box_-1_1", false, -1, 1 },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public void Minimum_variance_weights_equal_the_golden_ones(string set, string problem, bool longOnly, double min, double max)
    {
        var covariance = Covariance(set);
        var constraints = new PortfolioConstraints { LongOnly = longOnly, MinWeight = min, MaxWeight = max };

        var result = new MinVarianceOptimizer(constraints, new SampleCovariance()).Optimize(new OptimizationInput(covariance.Names) { Covariance = covariance });

        var golden = Golden.GetProperty(set).GetProperty(problem);
        var weights = golden.GetProperty("weights");
        for (var i = 0; i < covariance.Count; i++)
        {
            Assert.Equal(weights.GetProperty(covariance.Names[i]).GetDouble(), result.Weights[i], 1e-8);
        }

        var volatility = golden.GetProperty("vol").GetDouble();
        Assert.Equal(volatility, result.Volatility!.Value, 1e-12);
        Assert.Equal(volatility * volatility, result.Variance!.Value, 1e-12);
        Assert.Equal(SolverStatus.Optimal, result.Status);
        Assert.True(result.Certificate!.Holds, result.Certificate.ToString());
    }

    internal static CovarianceMatrix Covariance(string set)
    {
        var lines = File.ReadAllLines(Data($"opt_{set}_cov.csv"));
        var names = lines[0].Split(',')[1..];
        var values = lines[1..].SelectMany(line => line.Split(',')[1..]).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture));
        return new CovarianceMatrix(names, [.. values]);
    }

    private static string Data(string file) => Path.Combine(AppContext.BaseDirectory, "data", "golden", file);
}
