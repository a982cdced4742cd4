namespace OptAIC.Quant.Backtesting.Decisions;

/// <summary>The names that can be selected on a row, in ordinal order: in the universe, with a close and a signal.</summary>
internal sealed class Candidates(BacktestData data)
{
    private readonly int[] _names = new int[data.Index.Count];
    private readonly double[] _scores = new double[data.Index.Count];

    public ReadOnlySpan<int> Names => _names.AsSpan(0, Count);

    public int Count { get; private set; }

    /// <summary>The signal of a name: the primary one, or with secondary ones the mean of the z-scores of all; 0 when there is no signal at all.</summary>
    public double Score(int name) => _scores[name];

    public void Find(int row)
    {
        Count = 0;
        var closes = new RowView(data.Close.Span, data.Index.Rows, row);
        for (var e = 0; e < data.Index.Count; e++)
        {
            if (closes[e] > 0 && data.Universe.Contains(data.Index.Dates[row], data.Index.Entities[e]))
            {
                _names[Count++] = e;
            }
        }

        ScoreAll(row);
        KeepScored();
    }

    private void ScoreAll(int row)
    {
        Array.Clear(_scores);
        foreach (var signal in data.Signals)
        {
            var values = new RowView(signal.Span, data.Index.Rows, row);
            var (mean, deviation) = data.Signals.Count == 1 ? (0, 1) : Moments(values);
            foreach (var name in Names)
            {
                _scores[name] += (values[name] - mean) / deviation / data.Signals.Count;
            }
        }
    }

    private void KeepScored()
    {
        var kept = 0;
        foreach (var name in Names)
        {
            if (double.IsFinite(_scores[name]))
            {
                _names[kept++] = name;
            }
        }

        Count = kept;
    }

    /// <summary>Mean and sample deviation (ddof 1) over the names that have the signal.</summary>
    private (double Mean, double Deviation) Moments(RowView values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var name in Names)
        {
            if (double.IsFinite(values[name]))
            {
                sum += values[name];
                count++;
            }
        }

        var (mean, squares) = (sum / count, 0.0);
        foreach (var name in Names)
        {
            if (double.IsFinite(values[name]))
            {
                squares += (values[name] - mean) * (values[name] - mean);
            }
        }

        return (mean, Math.Sqrt(squares / (count - 1)));
    }
}
