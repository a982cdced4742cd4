using System.Globalization;

namespace OptAIC.Cli.Output;

/// <summary>Metrics for people, with the units that they are read in.</summary>
internal static class MetricsOutput
{
    private static readonly (string Name, string Label, Unit Unit)[] Important =
    [
        ("total_return", "total return", Unit.Percent),
        ("cagr", "return per year (CAGR)", Unit.Percent),
        ("ann_vol", "volatility per year", Unit.Percent),
        ("sharpe", "Sharpe ratio", Unit.Ratio),
        ("sortino", "Sortino ratio", Unit.Ratio),
        ("max_drawdown", "largest drawdown", Unit.Percent),
        ("calmar", "Calmar ratio", Unit.Ratio),
        ("var_95", "value at risk, 95 %, one day", Unit.Percent),
        ("cvar_95", "expected shortfall, 95 %, one day", Unit.Percent),
        ("hit_rate", "days won", Unit.Percent),
        ("turnover", "turnover per year", Unit.Percent),
        ("trades", "trades", Unit.Count),
        ("commission_paid", "commission paid", Unit.Money),
        ("slippage_paid", "slippage paid", Unit.Money),
    ];

    private enum Unit
    {
        Ratio,
        Percent,
        Count,
        Money,
    }

    /// <summary>A dozen important metrics of a backtest.</summary>
    public static void WriteImportant(Screen screen, IReadOnlyDictionary<string, double?> metrics)
    {
        var rows = Important.Where(m => metrics.ContainsKey(m.Name)).Select(m => (m.Label, Text(metrics[m.Name], m.Unit))).ToList();
        Write(screen, rows);
    }

    /// <summary>All metrics as they were reported.</summary>
    public static void WriteAll(Screen screen, IReadOnlyDictionary<string, double?> metrics) =>
        Write(screen, [.. metrics.Select(m => (m.Key, m.Value?.ToString("G6", CultureInfo.InvariantCulture) ?? "–"))]);

    private static void Write(Screen screen, List<(string Label, string Value)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var (label, value) = (rows.Max(r => r.Label.Length), rows.Max(r => r.Value.Length));
        foreach (var row in rows)
        {
            screen.Line($"  {row.Label.PadRight(label)}  {row.Value.PadLeft(value)}");
        }
    }

    private static string Text(double? value, Unit unit) => value switch
    {
        null => "–",
        { } v => v.ToString(
            unit switch { Unit.Percent => "0.0 %", Unit.Ratio => "0.00", _ => "#,0" },
            CultureInfo.InvariantCulture),
    };
}
