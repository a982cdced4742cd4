using System.Globalization;

namespace OptAIC.Quant.Backtesting;

/// <summary>Collects everything wrong with the settings of a backtest.</summary>
internal sealed class SettingsCheck
{
    private readonly List<SettingProblem> _problems = [];

    public static IReadOnlyList<SettingProblem> Run(BacktestSettings settings, BacktestData? data)
    {
        var check = new SettingsCheck();
        check.Numbers(settings);
        check.Rules(settings);
        check.Costs(settings);
        if (data is not null)
        {
            check.Arrays(data);
            check.Fit(settings, data);
        }

        return check._problems;
    }

    private void Numbers(BacktestSettings settings)
    {
        Positive("/config/initial_cash", settings.InitialCash);
        Positive("/config/portfolio/gross", settings.Gross);
        Require(settings.Lookback >= 2, "TooSmall", "/config/portfolio/lookback", $"at least 2 rows are needed; found {settings.Lookback}");
        Require(settings.AuditedDecisions >= 0, "Negative", "/config/audited_decisions", $"0 or more is needed; found {settings.AuditedDecisions}");
        Require(settings.RiskFreeRate > -1 && double.IsFinite(settings.RiskFreeRate), "OutOfRange", "/config/risk_free_rate", $"a rate above -1 is needed; found {Text(settings.RiskFreeRate)}");
        Require(!(settings.Start > settings.End), "EmptyRange", "/date_range", $"the end {settings.End:yyyy-MM-dd} is before the start {settings.Start:yyyy-MM-dd}");
    }

    private void Rules(BacktestSettings settings)
    {
        var (select, rebalance) = (settings.Select, settings.Rebalance);
        Require(select.Kind == SelectionKind.All || select.Count >= 1, "TooSmall", "/config/portfolio/select", $"at least 1 name is needed; found {select.Count}");
        Require(rebalance.Frequency != RebalanceFrequency.EveryRows || rebalance.Rows >= 1, "TooSmall", "/config/rebalance", $"every 1 row or more is needed; found {rebalance.Rows}");
        Require(rebalance.Day is null || rebalance.Frequency == RebalanceFrequency.Weekly, "NotUsed", "/config/rebalance_day", "a day is only used with weekly rebalancing");
        Defined("/config/fill", settings.Fill ?? FillPrice.NextOpen);
        Defined("/config/size_at", settings.SizeAt);
        Defined("/config/shares", settings.Shares);
        Defined("/config/rebalance", rebalance.Frequency);
        Defined("/config/portfolio/select", select.Kind);
        Defined("/config/portfolio/weighting", settings.Weighting);
    }

    private void Costs(BacktestSettings settings)
    {
        var commission = settings.Commission;
        NotNegative("/config/commission/rate", commission.Rate);
        NotNegative("/config/commission/per_share", commission.PerShare);
        NotNegative("/config/commission/minimum", commission.Minimum);
        Require(commission.MaximumRate is null or > 0, "NotPositive", "/config/commission/maximum_rate", $"a number above 0 is needed; found {Text(commission.MaximumRate ?? 0)}");
        foreach (var (name, value) in settings.Slippage.Parameters)
        {
            NotNegative($"/config/slippage/{name}", value);
        }
    }

    private void Arrays(BacktestData data)
    {
        var expected = data.Index.Rows * data.Index.Count;
        Require(expected > 0, "Empty", "/assets/prices", $"prices are needed; found {data.Index.Rows} dates × {data.Index.Count} names");
        Length("/assets/prices", "closes", data.Close, expected, optional: false);
        Length("/assets/prices", "opens", data.Open, expected, optional: true);
        Length("/assets/prices", "volumes", data.Volume, expected, optional: true);
        Length("/assets/benchmark", "levels", data.Benchmark, data.Index.Rows, optional: true);
        for (var k = 0; k < data.Signals.Count; k++)
        {
            Length(k == 0 ? "/signals/primary" : $"/signals/secondary/{k - 1}", "values", data.Signals[k], expected, optional: false);
        }
    }

    private void Fit(BacktestSettings settings, BacktestData data)
    {
        Require(settings.Fill != FillPrice.NextOpen || !data.Open.IsEmpty, "NoOpens", "/config/fill", "the prices have no opens to fill at; use next_close");
        Require(!settings.Slippage.NeedsVolume || !data.Volume.IsEmpty, "NoVolumes", "/config/slippage", "the prices have no volumes for this model of slippage");
        var needsSignal = settings.Select.Kind != SelectionKind.All || settings.Weighting != Weighting.Equal;
        Require(!needsSignal || data.Signals.Count > 0, "NoSignal", "/signals/primary", "selecting or weighting by signal needs a signal");
        var range = RowRange.Of(settings, data.Index);
        Require(range.Last > range.First, "EmptyRange", "/date_range", "fewer than 2 dates of the prices are in the range");
    }

    private void Positive(string path, double value) =>
        Require(value > 0 && double.IsFinite(value), "NotPositive", path, $"a number above 0 is needed; found {Text(value)}");

    private void NotNegative(string path, double value) =>
        Require(value >= 0 && double.IsFinite(value), "Negative", path, $"0 or more is needed; found {Text(value)}");

    private void Defined<T>(string path, T value)
        where T : struct, Enum =>
        Require(Enum.IsDefined(value), "UnknownValue", path, $"one of {string.Join(", ", Enum.GetNames<T>())} is needed; found {value}");

    private void Length(string path, string what, ReadOnlyMemory<double> values, int expected, bool optional) =>
        Require(values.Length == expected || (optional && values.IsEmpty), "WrongLength", path, $"{expected} {what} are needed; found {values.Length}");

    private void Require(bool holds, string code, string path, string message)
    {
        if (!holds)
        {
            _problems.Add(new SettingProblem(code, path, message));
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
