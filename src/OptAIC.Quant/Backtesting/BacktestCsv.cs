using System.Globalization;
using System.Text;

namespace OptAIC.Quant.Backtesting;

/// <summary>
/// Writes the parts of a result as CSV: invariant numbers that read back as the same doubles, ISO dates, <c>\n</c> line
/// ends. A name with a comma, quote or line end is quoted (RFC 4180).
/// </summary>
public static class BacktestCsv
{
    private static readonly char[] NeedQuotes = [',', '"', '\n', '\r'];

    /// <summary>The account at every close.</summary>
    public static void WriteEquity(TextWriter writer, BacktestResult result) =>
        Write(writer, "date,equity,cash,long_value,short_value,traded_notional,commission,slippage_cost,positions", result.Equity, (line, row) =>
            line.Append(CultureInfo.InvariantCulture, $"{row.Date:yyyy-MM-dd},{row.Equity},{row.Cash},{row.LongValue},{row.ShortValue},{row.TradedNotional},{row.Commission},{row.SlippageCost},{row.Positions}"));

    /// <summary>All fills.</summary>
    public static void WriteTrades(TextWriter writer, BacktestResult result) =>
        Write(writer, "date,symbol,qty,ref_price,fill_price,commission,slippage_cost", result.Trades, (line, trade) =>
            line.Append(CultureInfo.InvariantCulture, $"{trade.Date:yyyy-MM-dd},{Quoted(trade.Symbol)},{trade.Quantity},{trade.ReferencePrice},{trade.FillPrice},{trade.Commission},{trade.SlippageCost}"));

    /// <summary>Every name held at every close, with its weight then.</summary>
    public static void WritePositions(TextWriter writer, BacktestResult result) =>
        Write(writer, "date,symbol,shares,price,value,weight", result.Positions, (line, position) =>
            line.Append(CultureInfo.InvariantCulture, $"{position.Date:yyyy-MM-dd},{Quoted(position.Symbol)},{position.Shares},{position.Price},{position.Value},{position.Weight}"));

    /// <summary>Target weights of every decision.</summary>
    public static void WriteWeights(TextWriter writer, BacktestResult result)
    {
        var targets = result.Decisions.SelectMany(decision => decision.Targets.Select(target => (decision.Date, target.Symbol, target.Weight)));
        Write(writer, "date,symbol,weight", targets, (line, target) =>
            line.Append(CultureInfo.InvariantCulture, $"{target.Date:yyyy-MM-dd},{Quoted(target.Symbol)},{target.Weight}"));
    }

    /// <summary>Costs of every row with trades, and all costs up to it.</summary>
    public static void WriteCosts(TextWriter writer, BacktestResult result)
    {
        var cumulative = 0.0;
        Write(writer, "date,traded_notional,commission,slippage_cost,total_cost,cumulative_cost", result.Equity.Where(row => row.TradedNotional != 0), (line, row) =>
        {
            var total = row.Commission + row.SlippageCost;
            cumulative += total;
            line.Append(CultureInfo.InvariantCulture, $"{row.Date:yyyy-MM-dd},{row.TradedNotional},{row.Commission},{row.SlippageCost},{total},{cumulative}");
        });
    }

    private static void Write<T>(TextWriter writer, string header, IEnumerable<T> rows, Action<StringBuilder, T> append)
    {
        var line = new StringBuilder(header).Append('\n');
        foreach (var row in rows)
        {
            append(line, row);
            line.Append('\n');
            writer.Write(line);
            line.Clear();
        }

        writer.Write(line);
    }

    private static string Quoted(string name) =>
        name.AsSpan().ContainsAny(NeedQuotes) ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}
