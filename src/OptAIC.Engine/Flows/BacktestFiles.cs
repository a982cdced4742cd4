using System.Text;
using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Quant.Backtesting;
using OptAIC.Quant.TearSheets;

namespace OptAIC.Engine.Flows;

/// <summary>Writes the files of a backtest: curves, trades, positions, weights and costs as CSV, its metrics, and the tear sheet.</summary>
internal static class BacktestFiles
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write(string folder, BacktestResult result, TearSheetOptions options)
    {
        WriteText("equity.csv", writer => BacktestCsv.WriteEquity(writer, result));
        WriteText("trades.csv", writer => BacktestCsv.WriteTrades(writer, result));
        WriteText("positions.csv", writer => BacktestCsv.WritePositions(writer, result));
        WriteText("weights.csv", writer => BacktestCsv.WriteWeights(writer, result));
        WriteText("costs.csv", writer => BacktestCsv.WriteCosts(writer, result));
        WriteText("tear_sheet.html", writer => TearSheet.Write(writer, result, options));
        var metrics = JsonSerializer.SerializeToUtf8Bytes(MetricNames.Of(result.Metrics), DocumentJson.Default.IReadOnlyDictionaryStringNullableDouble);
        File.WriteAllBytes(Path.Combine(folder, "metrics.json"), metrics);

        void WriteText(string name, Action<TextWriter> write)
        {
            using var writer = new StreamWriter(Path.Combine(folder, name), append: false, Utf8, 1 << 16) { NewLine = "\n" };
            write(writer);
        }
    }
}
