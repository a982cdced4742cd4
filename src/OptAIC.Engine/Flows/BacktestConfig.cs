using System.Globalization;
using System.Text.Json;
using OptAIC.Quant.Backtesting;
using OptAIC.Quant.Backtesting.Costs;

namespace OptAIC.Engine.Flows;

/// <summary>Reads the resolved config of a backtest (see <c>backtest-schema.yml</c>) into the settings of the procedure.</summary>
internal static class BacktestConfig
{
    public static BacktestSettings Settings(JsonElement backtest)
    {
        var config = backtest.GetProperty("config");
        var portfolio = config.GetProperty("portfolio");
        return new BacktestSettings
        {
            Start = Date(backtest.GetProperty("date_range"), "start"),
            End = Date(backtest.GetProperty("date_range"), "end"),
            InitialCash = config.GetProperty("cash").GetDouble(),
            Fill = Text(config, "fill") switch { "next_open" => FillPrice.NextOpen, "next_close" => FillPrice.NextClose, _ => null },
            SizeAt = Text(config, "size_at") == "fill" ? SizeAt.Fill : SizeAt.Decision,
            Shares = Text(config, "shares") == "integer" ? ShareUnit.Integer : ShareUnit.Fractional,
            Rebalance = Rebalance(config),
            Select = Select(portfolio.GetProperty("select")),
            Weighting = Enum.Parse<Weighting>(Text(portfolio, "weighting")!, ignoreCase: true),
            Gross = portfolio.GetProperty("gross").GetDouble(),
            Lookback = config.GetProperty("lookback").GetInt32(),
            Commission = Commission(config.GetProperty("commission")),
            Slippage = Slippage(config.GetProperty("slippage")),
            RiskFreeRate = config.GetProperty("rf").GetDouble(),
            AuditedDecisions = config.GetProperty("audit").GetProperty("sample").GetInt32(),
        };
    }

    /// <summary>The name to compare with, or <c>null</c>.</summary>
    public static string? Benchmark(JsonElement backtest) => Text(backtest.GetProperty("assets"), "benchmark");

    /// <summary>The names that may be traded.</summary>
    public static Universe Universe(JsonElement backtest)
    {
        var universe = backtest.GetProperty("assets").GetProperty("universe");
        return universe.ValueKind == JsonValueKind.Array
            ? Quant.Backtesting.Universe.Of(universe.EnumerateArray().Select(n => n.GetString()!))
            : universe.GetString() == "all" ? Quant.Backtesting.Universe.All
            : throw new UnsupportedFlowException("a universe that is a dataset is not part of this version; list its names, or write 'all'");
    }

    private static RebalanceRule Rebalance(JsonElement config)
    {
        var rule = config.GetProperty("rebalance");
        if (rule.ValueKind == JsonValueKind.Object)
        {
            return new RebalanceRule(RebalanceFrequency.EveryRows, rule.GetProperty("every").GetInt32());
        }

        var day = Text(config, "rebalance_day") is { } weekday ? Enum.Parse<DayOfWeek>(weekday, ignoreCase: true) : (DayOfWeek?)null;
        return new RebalanceRule(Enum.Parse<RebalanceFrequency>(rule.GetString()!, ignoreCase: true), Day: day);
    }

    private static Selection Select(JsonElement select)
    {
        var count = select.TryGetProperty("n", out var n) ? n.GetInt32() : 0;
        return Text(select, "rule") switch
        {
            "top" => Selection.Top(count),
            "bottom" => Selection.Bottom(count),
            "long_short" => Selection.LongShort(count),
            _ => Selection.All,
        };
    }

    private static CommissionModel Commission(JsonElement commission) => new()
    {
        Rate = (Number(commission, "rate") ?? 0) + ((Number(commission, "bps") ?? 0) * 1e-4),
        PerShare = Number(commission, "per_share") ?? 0,
        Minimum = Number(commission, "minimum") ?? 0,
        MaximumRate = Number(commission, "max_share_of_value"),
    };

    private static SlippageModel Slippage(JsonElement slippage) => Text(slippage, "model") switch
    {
        "fixed" => new FixedSlippage(Number(slippage, "bps")!.Value),
        "linear" => new LinearSlippage(Number(slippage, "bps")!.Value),
        "volume_share" => new VolumeShareSlippage(Number(slippage, "k")!.Value, Number(slippage, "limit")!.Value, Text(slippage, "fill") == "capped"),
        _ => new NoSlippage(),
    };

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static double? Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    private static DateOnly? Date(JsonElement element, string name) =>
        Text(element, name) is { } date ? DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
