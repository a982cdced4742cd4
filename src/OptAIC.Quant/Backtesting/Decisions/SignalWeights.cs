namespace OptAIC.Quant.Backtesting.Decisions;

/// <summary>Weighs selected names by the rule of the settings.</summary>
internal static class SignalWeights
{
    /// <summary>Writes the weights of the selected names; the other entries stay as they are.</summary>
    public static void Apply(BacktestSettings settings, Candidates candidates, Sides sides, Span<double> weights)
    {
        if (settings.Weighting == Weighting.Signal)
        {
            BySignal(settings.Gross, candidates, sides.Both, weights);
            return;
        }

        var gross = sides.Short.IsEmpty ? settings.Gross : settings.Gross / 2;
        WeighSide(settings.Weighting, candidates, sides.Long, gross, weights);
        WeighSide(settings.Weighting, candidates, sides.Short, -gross, weights);
    }

    private static void WeighSide(Weighting weighting, Candidates candidates, ReadOnlySpan<int> side, double gross, Span<double> weights)
    {
        if (weighting == Weighting.Rank)
        {
            ByRank(candidates, side, gross, weights);
            return;
        }

        foreach (var name in side)
        {
            weights[name] = gross / side.Length;
        }
    }

    /// <summary>The strongest of k names has rank k, the weakest 1; names of the same score share the mean of their ranks.</summary>
    private static void ByRank(Candidates candidates, ReadOnlySpan<int> side, double gross, Span<double> weights)
    {
        var sumOfRanks = side.Length * (side.Length + 1) / 2.0;
        for (var start = 0; start < side.Length;)
        {
            var end = start + 1;
            while (end < side.Length && candidates.Score(side[end]) == candidates.Score(side[start]))
            {
                end++;
            }

            var rank = side.Length - ((start + end - 1) / 2.0);
            foreach (var name in side[start..end])
            {
                weights[name] = gross * rank / sumOfRanks;
            }

            start = end;
        }
    }

    private static void BySignal(double gross, Candidates candidates, ReadOnlySpan<int> names, Span<double> weights)
    {
        var sum = 0.0;
        foreach (var name in names)
        {
            sum += candidates.Score(name);
        }

        var (mean, absolute) = (sum / names.Length, 0.0);
        foreach (var name in names)
        {
            absolute += Math.Abs(candidates.Score(name) - mean);
        }

        foreach (var name in names)
        {
            weights[name] = absolute > 0 ? gross * (candidates.Score(name) - mean) / absolute : 0;
        }
    }
}
