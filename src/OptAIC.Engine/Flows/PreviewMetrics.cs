using OptAIC.Quant.Experiments;

namespace OptAIC.Engine.Flows;

/// <summary>The figures of a preview under the names that they have in records.</summary>
internal static class PreviewMetrics
{
    public static Dictionary<string, double?> Of(ExperimentPreview preview)
    {
        var (s, index) = (preview.Statistics, preview.Values.Index);
        var metrics = new Dictionary<string, double?>
        {
            ["rows"] = s.Rows,
            ["dates"] = index.Rows,
            ["entities"] = index.Count,
            ["nan_share"] = s.Missing,
            ["mean"] = s.Mean,
            ["std"] = s.Deviation,
            ["min"] = s.Minimum,
            ["max"] = s.Maximum,
            ["skew"] = s.Skew,
            ["kurtosis"] = s.Kurtosis,
            ["turnover"] = preview.Portfolio.Turnover,
        };
        foreach (var c in preview.Coefficients)
        {
            metrics[$"ic_{c.Horizon}"] = c.Mean;
            metrics[$"rank_ic_{c.Horizon}"] = c.RankMean;
        }

        if (preview.Portfolio.Cumulative is [.., var last])
        {
            metrics["long_short_return"] = last;
        }

        return metrics;
    }
}
