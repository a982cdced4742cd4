using OptAIC.Quant.Optimizers;

namespace OptAIC.Quant.Backtesting.Decisions;

/// <summary>
/// Decides target weights at the close of a row from nothing but data of that row and earlier ones. It remembers nothing
/// between rows, so that a decision can be made again.
/// </summary>
internal sealed class DecisionMaker
{
    /// <summary>Weights under this are taken for 0.</summary>
    private const double SmallestWeight = 1e-12;

    private readonly BacktestSettings _settings;
    private readonly BacktestData _data;
    private readonly Candidates _candidates;
    private readonly Sides _sides;
    private readonly OptimizedWeights? _optimized;
    private readonly double[] _weights;

    public DecisionMaker(BacktestSettings settings, BacktestData data, IPortfolioOptimizer? optimizer, CancellationToken cancellation)
    {
        _settings = settings;
        _data = data;
        _candidates = new Candidates(data);
        _sides = new Sides(settings.Select, _candidates, data.Index.Count);
        _optimized = optimizer is null ? null : new OptimizedWeights(settings, data, optimizer, cancellation);
        _weights = new double[data.Index.Count];
    }

    /// <summary>The weights decided last, one per name.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>Decides the weights of a row.</summary>
    /// <exception cref="DecisionFailedException">The optimiser failed.</exception>
    public Decision Decide(int row)
    {
        Array.Clear(_weights);
        _candidates.Find(row);
        _sides.Select();
        var optimization = Weigh(row);
        var targets = new List<TargetWeight>();
        for (var e = 0; e < _weights.Length; e++)
        {
            if (Math.Abs(_weights[e]) < SmallestWeight)
            {
                _weights[e] = 0;
                continue;
            }

            targets.Add(new TargetWeight(_data.Index.Entities[e], _weights[e]));
        }

        return new Decision(_data.Index.Dates[row], targets, optimization);
    }

    private OptimizationResult? Weigh(int row)
    {
        if (_optimized is null)
        {
            SignalWeights.Apply(_settings, _candidates, _sides, _weights);
            return null;
        }

        try
        {
            return _optimized.Apply(row, _candidates, _sides, _weights);
        }
        catch (Exception cause) when (cause is InfeasibleConstraintsException or ArgumentException)
        {
            throw new DecisionFailedException(_data.Index.Dates[row], cause);
        }
    }
}
