using System.Globalization;
using OptAIC.Quant.Contracts;
using OptAIC.Quant.Expressions;
using OptAIC.Quant.Panels;
using OptAIC.Quant.Signals;

namespace OptAIC.Benchmarks;

/// <summary>Contracts over a panel of 2,500 dates × 500 entities with two columns, on one core: 2.5 million values.</summary>
internal static class ContractFigures
{
    private const int Rows = 2500;
    private const int Entities = 500;
    private const int Rounds = 15;

    public static void Report()
    {
        var panel = Make();
        var values = panel.Index.Rows * panel.Index.Count;
        var schema = new SchemaRule { RequiredColumns = ["close", "volume"], Types = new Dictionary<string, ColumnType> { ["volume"] = ColumnType.Integer }, AllowExtraColumns = false };
        Print("dataset.schema", 2 * values, () => schema.Check(panel));
        var complete = new SchemaRule { Complete = ["close"] };
        Print("dataset.schema not_null", 2 * values, () => complete.Check(panel));
        var coverage = new CoverageRule { MinShare = 0.9, MinEntityShare = 0.8, MinDateShare = 0.8, MaxGap = 10, MinRows = 1000 };
        Print("dataset.coverage", 2 * values, () => coverage.Check(panel));
        var bounds = new SignalSpec { Min = 0, Max = 1000, AllowNan = true };
        Print("signal.bounds", values, () => bounds.Check(panel.Index, panel.Field("close").Span));
        var assert = new AssertRule(Expression.Parse("close > 0 && volume >= 0")) { AllowFailing = 0.01 };
        Print("assert close > 0 && volume >= 0", 2 * values, () => assert.Check(panel, []));
        var weights = new Panel(panel.Index, [KeyValuePair.Create("weight", Enumerable.Repeat(1.0 / Entities, values).ToArray())]);
        var portfolio = new WeightsRule { Max = 0.1, LongOnly = true };
        Print("portfolio.weights", values, () => portfolio.Check(weights));
        var concentration = new ConcentrationRule { MaxWeight = 0.1 };
        Print("portfolio.concentration", values, () => concentration.Check(weights));
        var turnover = new TurnoverRule(1);
        Print("portfolio.turnover", values, () => turnover.Check(weights, null));
        var knowledge = Knowledge(values);
        Print("pit.policy", values, () => new PointInTimeRule().Check(knowledge, 0, row => row.ToString(CultureInfo.InvariantCulture)));
    }

    // A percent of the closes is missing, and a fifth of the names are listed late.
    private static Panel Make()
    {
        var random = new Random(1);
        var index = new PanelIndex(Enumerable.Range(0, Rows).Select(new DateOnly(2010, 1, 1).AddDays), Enumerable.Range(0, Entities).Select(e => $"E{e:000}"));
        var (close, volume) = (new double[Rows * Entities], new double[Rows * Entities]);
        for (var cell = 0; cell < close.Length; cell++)
        {
            var isListed = cell / Rows % 5 != 0 || cell % Rows > 500;
            close[cell] = isListed && random.NextDouble() > 0.01 ? 1 + (99 * random.NextDouble()) : double.NaN;
            volume[cell] = isListed ? random.Next(1_000_000) : double.NaN;
        }

        return new Panel(index, [KeyValuePair.Create("close", close), KeyValuePair.Create("volume", volume)]);
    }

    private static KnowledgeRows Knowledge(int rows) => new(
        Enumerable.Range(0, rows).ToArray(),
        Enumerable.Range(0, rows).Select(r => (double)(r % Rows)).ToArray(),
        Enumerable.Range(0, rows).Select(r => (double)(r % Rows)).ToArray());

    // Everything but an assertion runs on the calling thread; an assertion's expression is evaluated on all cores.
    private static void Print(string what, int values, Func<object> check)
    {
        var time = Timing.Median(Rounds, _ => check());
        Timing.Print($"contract {what}", time, string.Create(CultureInfo.InvariantCulture, $"{values / time / 1e3:N0} million values per second; goal: 5"));
    }
}
