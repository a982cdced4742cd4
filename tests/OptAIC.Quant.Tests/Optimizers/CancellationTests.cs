using System.Diagnostics;
using OptAIC.Quant.Optimizers;

namespace OptAIC.Quant.Tests.Optimizers;

/// <summary>Problems that take many seconds end within one of being cancelled, whatever they are at.</summary>
public sealed class CancellationTests
{
    private const int Names = 4000;

    private static readonly string[] All = [.. Enumerable.Range(0, Names).Select(i => $"n{i:0000}")];

    [Fact]
    public void An_estimation_ends() =>
        Ends(cancellation => new SampleCovariance().Estimate(new ReturnWindow(All, 500, Random(Names * 500)), cancellation));

    [Fact]
    public void A_solution_ends()
    {
        var covariance = new CovarianceMatrix(All, Factors());
        var optimizer = new MinVarianceOptimizer(new PortfolioConstraints(), new SampleCovariance());

        Ends(cancellation => optimizer.Optimize(new OptimizationInput(All) { Covariance = covariance }, cancellation));
    }

    private static void Ends(Action<CancellationToken> work)
    {
        using var cancelled = new CancellationTokenSource();
        var ended = Task.Run(() => Assert.ThrowsAny<OperationCanceledException>(() => work(cancelled.Token)));
        Thread.Sleep(200);
        Assert.False(ended.IsCompleted, "it was done before it could be cancelled");
        var since = Stopwatch.StartNew();
        cancelled.Cancel();
        ended.GetAwaiter().GetResult();
        Assert.InRange(since.ElapsedMilliseconds, 0, 1000);
    }

    private static double[] Random(int count)
    {
        var random = new Random(5);
        var values = new double[count];
        foreach (ref var value in values.AsSpan())
        {
            value = (random.NextDouble() - 0.5) / 50;
        }

        return values;
    }

    // One common factor, and each its own risk: positive definite, and known without any estimation.
    private static double[] Factors()
    {
        var load = Random(Names);
        var values = new double[Names * Names];
        for (var i = 0; i < Names; i++)
        {
            for (var j = 0; j < Names; j++)
            {
                values[(i * Names) + j] = (load[i] * load[j]) + (i == j ? 1e-4 : 0);
            }
        }

        return values;
    }
}
