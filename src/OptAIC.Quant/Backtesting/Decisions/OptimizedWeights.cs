using OptAIC.Quant.Optimizers;

namespace OptAIC.Quant.Backtesting.Decisions;

/// <summary>Lets an optimiser weigh the selected names that have all returns of the lookback.</summary>
internal sealed class OptimizedWeights(BacktestSettings settings, BacktestData data, IPortfolioOptimizer optimizer, CancellationToken cancellation)
{
    /// <summary>Writes the weights of the selected names; the other entries stay as they are.</summary>
    /// <returns>How the optimiser came to them, or null when no name has all returns.</returns>
    public OptimizationResult? Apply(int row, Candidates candidates, Sides sides, Span<double> weights)
    {
        var selected = WithoutGaps(row, sides.Both);
        if (selected.Count == 0)
        {
            return null;
        }

        string[] names = [.. selected.Select(name => data.Index.Entities[name])];
        var input = new OptimizationInput(names)
        {
            Returns = new ReturnWindow(names, settings.Lookback, Returns(row, selected)),
            Signal = selected.Select(candidates.Score).ToArray(),
        };
        var result = optimizer.Optimize(input, cancellation);
        for (var i = 0; i < selected.Count; i++)
        {
            weights[selected[i]] = settings.Gross * result.Weights[i];
        }

        return result;
    }

    private List<int> WithoutGaps(int row, ReadOnlySpan<int> names)
    {
        var complete = new List<int>(names.Length);
        foreach (var name in names)
        {
            if (row >= settings.Lookback && !Closes(row, name).ContainsAnyExceptInRange(double.Epsilon, double.MaxValue))
            {
                complete.Add(name);
            }
        }

        complete.Sort();
        return complete;
    }

    private double[] Returns(int row, List<int> selected)
    {
        var returns = new double[selected.Count * settings.Lookback];
        for (var i = 0; i < selected.Count; i++)
        {
            var closes = Closes(row, selected[i]);
            for (var k = 0; k < settings.Lookback; k++)
            {
                returns[(i * settings.Lookback) + k] = (closes[k + 1] / closes[k]) - 1;
            }
        }

        return returns;
    }

    /// <summary>The closes that the returns of the lookback are made of, the one before its first return included.</summary>
    private ReadOnlySpan<double> Closes(int row, int name) =>
        data.Close.Span.Slice((name * data.Index.Rows) + row - settings.Lookback, settings.Lookback + 1);
}
