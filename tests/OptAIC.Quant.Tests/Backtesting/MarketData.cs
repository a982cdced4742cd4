using System.Globalization;
using System.IO.Compression;
using OptAIC.Quant.Backtesting;
using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Tests.Backtesting;

/// <summary>The real prices under <c>data/sp500_5yr</c>: 98 US stocks, 2013-02-08 to 2018-02-07.</summary>
internal static class MarketData
{
    private static readonly Lazy<BacktestData> Prices = new(Load);

    public static BacktestData Stocks => Prices.Value;

    /// <summary>12-1 momentum, close₋₂₁ / close₋₂₅₂ − 1.</summary>
    public static double[] Momentum(BacktestData data)
    {
        var momentum = new double[data.Close.Length];
        for (var e = 0; e < data.Index.Count; e++)
        {
            for (var t = 0; t < data.Index.Rows; t++)
            {
                var k = (e * data.Index.Rows) + t;
                momentum[k] = t < 252 ? double.NaN : (data.Close.Span[k - 21] / data.Close.Span[k - 252]) - 1;
            }
        }

        return momentum;
    }

    public static IEnumerable<string[]> Rows(string file)
    {
        using var stream = new GZipStream(File.OpenRead(DataPath(file)), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }

    public static string DataPath(string file) => Path.Combine(AppContext.BaseDirectory, "data", file);

    public static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);

    public static DateOnly Date(string cell) => DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static BacktestData Load()
    {
        string[][] rows = [.. Rows("sp500_5yr/ohlcv_1of2.csv.gz"), .. Rows("sp500_5yr/ohlcv_2of2.csv.gz")];
        var index = new PanelIndex(
            rows.Select(row => Date(row[0])).Distinct().Order(),
            rows.Select(row => row[1]).Distinct().Order(StringComparer.Ordinal));
        return new BacktestData(index, Column(rows, index, 5))
        {
            Open = Column(rows, index, 2),
            Volume = Column(rows, index, 6),
        };
    }

    private static double[] Column(string[][] rows, PanelIndex index, int column)
    {
        var values = new double[index.Rows * index.Count];
        Array.Fill(values, double.NaN);
        foreach (var row in rows)
        {
            values[(index.EntityAt(row[1]) * index.Rows) + index.RowOf(Date(row[0]))] = Number(row[column]);
        }

        return values;
    }
}
