using OptAIC.Quant.Backtesting;

namespace OptAIC.Quant.TearSheets;

/// <summary>
/// Writes a backtest as one self-contained page: inline SVG, escaped text, no script, nothing that depends on the clock,
/// the culture or the platform, so that the same result always gives the same bytes.
/// </summary>
public static class TearSheet
{
    private const int Holdings = 10;

    /// <summary>Writes the page.</summary>
    public static void Write(TextWriter writer, BacktestResult result, TearSheetOptions options)
    {
        var markup = new Markup(writer);
        var data = new TearSheetData(result);
        Head(markup, data, options);
        MetricTables.WriteHeadline(markup, result.Metrics);
        Equity(markup, data, options);
        Drawdowns(markup, data);
        RollingSharpe(markup, data, options);
        Section(markup, "Monthly returns", "", () => MonthlyTable.Write(markup, data.MonthlyReturns()));
        Exposure(markup, data);
        Turnover(markup, data);
        MetricTables.Write(markup, result.Metrics, data.Benchmark.Length > 0);
        LastHoldings(markup, result);
        Foot(markup, result);
    }

    private static void Head(Markup markup, TearSheetData data, TearSheetOptions options)
    {
        var title = Markup.Escape(options.Title);
        markup.Line($"<!DOCTYPE html>");
        markup.Line($"<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        markup.Line($"<title>{title}</title><style>");
        markup.Line($"{TearSheetStyle.Css.ReplaceLineEndings("\n")}");
        markup.Line($"</style></head><body><main><h1>{title}</h1>");
        if (options.Description is { } description)
        {
            markup.Line($"<p>{Markup.Escape(description)}</p>");
        }

        markup.Line($"<p>{NumberText.Date(data.Dates[0])} to {NumberText.Date(data.Dates[^1])}, {NumberText.Amount(data.Equity[0])} at the start, {NumberText.Amount(data.Equity[^1])} at the end</p>");
        foreach (var note in options.Notes)
        {
            markup.Line($"<p class=\"note\">{Markup.Escape(note)}</p>");
        }
    }

    private static void Equity(Markup markup, TearSheetData data, TearSheetOptions options)
    {
        var legend = data.Benchmark.Length > 0
            ? $"<i class=\"key strategy\"></i>Strategy<i class=\"key benchmark\"></i>{Markup.Escape(options.BenchmarkName)}"
            : "";
        Section(markup, "Equity", legend, () =>
            Chart.Draw(markup, "Equity over time", data.Dates, 300, Range([.. data.Equity, .. data.Benchmark]), NumberText.Short, chart =>
            {
                if (data.Benchmark.Length > 0)
                {
                    chart.Line(data.Benchmark, "benchmark");
                }

                chart.Line(data.Equity, "strategy");
            }));
    }

    private static void Drawdowns(Markup markup, TearSheetData data)
    {
        var drawdowns = data.Drawdowns;
        Section(markup, "Drawdown", "", () =>
            Chart.Draw(markup, "Drawdown over time", data.Dates, 170, Range([.. drawdowns, 0]), value => NumberText.Percent(value, 0), chart =>
            {
                chart.Area(drawdowns, "loss");
                chart.Line(drawdowns, "edge");
            }));
    }

    private static void RollingSharpe(Markup markup, TearSheetData data, TearSheetOptions options)
    {
        var sharpe = data.RollingSharpe(options.RollingRows);
        Section(markup, "Rolling Sharpe", $"{options.RollingRows} rows", () =>
        {
            if (sharpe.All(double.IsNaN))
            {
                markup.Line($"<p>Too few rows for this window.</p>");
                return;
            }

            Chart.Draw(markup, "Rolling Sharpe ratio", data.Dates, 170, Range([.. sharpe, 0]), value => NumberText.Ratio(value), chart => chart.Line(sharpe, "strategy"));
        });
    }

    private static void Exposure(Markup markup, TearSheetData data)
    {
        var (@long, @short, net) = (data.LongExposure, data.ShortExposure, data.NetExposure);
        var isShort = @short.Any(value => value < 0);
        var legend = isShort ? "<i class=\"key strategy\"></i>Long<i class=\"key short\"></i>Short<i class=\"key net\"></i>Net" : "long, as a fraction of equity";
        Section(markup, "Exposure", legend, () =>
            Chart.Draw(markup, "Exposure as a fraction of equity", data.Dates, 170, Range([.. @long, .. @short, 0]), value => NumberText.Percent(value, 0), chart =>
            {
                chart.Area(@long, "long");
                if (isShort)
                {
                    chart.Area(@short, "short");
                    chart.Line(net, "net");
                }
                else
                {
                    chart.Line(@long, "strategy");
                }
            }));
    }

    private static void Turnover(Markup markup, TearSheetData data)
    {
        var months = data.MonthlyTurnover();
        double[] values = [.. months.Select(month => month.Turnover)];
        DateOnly[] dates = [.. months.Select(month => month.Month)];
        Section(markup, "Turnover", "by month, two-sided", () =>
            Chart.Draw(markup, "Turnover by month", dates, 150, Range([.. values, 0]), value => NumberText.Percent(value, 0), chart =>
                chart.Bars(values, "bar", k => FormattableString.Invariant($"{dates[k]:yyyy-MM}: {NumberText.Percent(values[k], 1)}"))));
    }

    private static void LastHoldings(Markup markup, BacktestResult result)
    {
        var last = result.Positions.Where(position => position.Date == result.Equity[^1].Date).ToArray();
        if (last.Length == 0)
        {
            return;
        }

        var caption = last.Length > Holdings ? $"Largest {Holdings} of {last.Length} holdings on the last day" : "Holdings on the last day";
        markup.Line($"<section><h2>{caption}</h2><table class=\"holdings\"><tr><th>Name</th><th>Weight</th><th>Value</th><th>Shares</th><th>Price</th></tr>");
        foreach (var position in last.OrderByDescending(position => Math.Abs(position.Weight)).Take(Holdings))
        {
            markup.Line($"<tr><td>{Markup.Escape(position.Symbol)}</td><td>{NumberText.Percent(position.Weight)}</td><td>{NumberText.Amount(position.Value)}</td><td>{NumberText.Amount(position.Shares)}</td><td>{NumberText.Ratio(position.Price)}</td></tr>");
        }

        markup.Line($"</table></section>");
    }

    private static void Foot(Markup markup, BacktestResult result)
    {
        markup.Line($"<footer>Decisions trade on the next row at the earliest. {result.Decisions.Count} decisions, of which {result.AuditedDecisions} were made again without later data, with the same targets.");
        markup.Line($"Measured from the first decision on; a year has 252 rows. Dividends, splits, borrow fees, interest on cash and delisting returns are not modelled.</footer>");
        markup.Line($"</main></body></html>");
    }

    private static void Section(Markup markup, string title, string legend, Action content)
    {
        markup.Line($"<section><h2>{title}<small>{legend}</small></h2>");
        content();
        markup.Line($"</section>");
    }

    private static (double Low, double High) Range(ReadOnlySpan<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        return (low, high);
    }
}
