using System.Globalization;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

/// <summary>The definitions in samples/definitions on real prices of six stocks, against numbers that are worked out here.</summary>
public sealed class SampleDefinitionTests : IDisposable
{
    private readonly SmallWorkspace _workspace = new();
    private readonly SortedDictionary<string, List<(string Date, double Close, double Volume)>> _prices = new(StringComparer.Ordinal);

    public SampleDefinitionTests()
    {
        foreach (var row in File.ReadLines(_workspace.PricesFile).Skip(1).Select(l => l.Split(',')))
        {
            if (!_prices.TryGetValue(row[1], out var series))
            {
                _prices.Add(row[1], series = []);
            }

            series.Add((row[0], Number(row[2]), Number(row[3])));
        }
    }

    public void Dispose() => _workspace.Dispose();

    [ProgramFact("pwsh")]
    public void Monthly_returns_in_PowerShell_go_from_month_end_to_month_end()
    {
        Make("monthly_returns");

        var ends = _prices["AAPL"].GroupBy(p => p.Date[..7]).Select(m => m.Last()).SkipLast(1).ToList();
        var rows = Rows("monthly_returns", "AAPL");
        Assert.Equal(ends.Skip(1).Select(e => e.Date), rows.Select(r => r.Date));
        Assert.All(ends.Zip(ends.Skip(1), (a, b) => (b.Close / a.Close) - 1).Zip(rows), pair => Assert.Equal(pair.First, pair.Second.Value, 12));
        Assert.Equal(_prices.Count, Metric("monthly_returns", "entities_read"));
    }

    [ProgramFact("python3")]
    public void Rolling_beta_in_Python_is_covariance_over_variance_of_the_market()
    {
        const int window = 60;
        Make("rolling_beta");

        var returns = _prices.ToDictionary(p => p.Key, p => p.Value.Zip(p.Value.Skip(1), (a, b) => (b.Date, Return: (b.Close / a.Close) - 1)).ToList());
        var market = returns.Values.SelectMany(r => r).GroupBy(r => r.Date).ToDictionary(d => d.Key, d => d.Average(r => r.Return));
        var recent = returns["GE"].TakeLast(window).ToList();
        var (own, all) = (recent.Average(r => r.Return), recent.Average(r => market[r.Date]));
        var beta = recent.Sum(r => (r.Return - own) * (market[r.Date] - all)) / recent.Sum(r => Math.Pow(market[r.Date] - all, 2));
        var rows = Rows("rolling_beta", "GE");
        Assert.Equal(returns["GE"].Count - window + 1, rows.Count);
        Assert.Equal((recent[^1].Date, beta), (rows[^1].Date, Math.Round(rows[^1].Value, 9)), Close);
        Assert.InRange(Metric("rolling_beta", "median_beta"), 0.2, 2);
        Assert.EndsWith("last_betas.json", _workspace.Optaic.Json("runs", "show", "rolling_beta").GetProperty("artifacts")[0].GetProperty("path").GetString(), StringComparison.Ordinal);
    }

    [ProgramFact("python3")]
    public void A_model_of_returns_in_Python_is_trained_predicts_and_is_monitored()
    {
        Make("return_model", "--config", "lags=[1]", "--config", "penalty=0");

        var returns = _prices.ToDictionary(p => p.Key, p => p.Value.Zip(p.Value.Skip(1), (a, b) => (b.Date, Return: (b.Close / a.Close) - 1)).ToList());
        var rows = returns.Values.SelectMany(r => r.Zip(r.Skip(1), (x, y) => (x.Date, X: x.Return, Y: y.Return))).ToList();
        var dates = rows.Select(r => r.Date).Distinct().Order(StringComparer.Ordinal).ToList();
        var seen = rows.Where(r => string.CompareOrdinal(r.Date, dates[(int)(dates.Count * 0.8)]) < 0).ToList();
        var (x, y) = (seen.Average(r => r.X), seen.Average(r => r.Y));
        var slope = seen.Sum(r => (r.X - x) * (r.Y - y)) / seen.Sum(r => (r.X - x) * (r.X - x));
        var last = Rows("return_model", "GE")[^1];
        Assert.Equal((returns["GE"][^1].Date, y + (slope * (returns["GE"][^1].Return - x))), last, Close);

        var model = _workspace.Optaic.Json("model", "list", "return_model")[0];
        Assert.Equal(("active", seen.Count), (model.GetProperty("stage").GetString(), model.GetProperty("metrics").GetProperty("samples").GetDouble()));
        Assert.InRange(Metric("return_model", "psi.return_1"), 0, 0.5);
        Assert.Equal(4, _workspace.Optaic.Run("data", "read", "return_model", "--flow", "training").ExitCode);
        _workspace.Succeed("flow", "start", "return_model", "--flow", "training", "--force");
        Assert.Contains("predicts with", _workspace.Succeed("instance", "publish", "return_model", "--model", "latest").Output, StringComparison.Ordinal);
        Assert.Equal(3, _workspace.Optaic.Run("instance", "publish", "return_model", "--model", "none").ExitCode);
        Assert.Equal(2, _workspace.Optaic.Run("model", "list", "prices").ExitCode);
    }

    [ProgramFact("/bin/sh")]
    public void A_liquid_universe_by_shell_and_awk_holds_the_names_above_the_floor()
    {
        var volumes = _prices.ToDictionary(p => p.Key, p => p.Value.TakeLast(60).Average(d => d.Close * d.Volume));
        var floor = volumes.Values.Order().ElementAt(volumes.Count / 2);
        Make("liquid_universe", "--config", string.Create(CultureInfo.InvariantCulture, $"floor={Math.Floor(floor)}"));

        var run = _workspace.Optaic.Json("runs", "show", "liquid_universe");
        var lines = File.ReadAllLines(run.GetProperty("artifacts")[0].GetProperty("path").GetString()!);
        Assert.Equal("entity,average_dollar_volume", lines[0]);
        Assert.Equal(volumes.Where(v => v.Value >= Math.Floor(floor)).OrderByDescending(v => v.Value).Select(v => v.Key), lines.Skip(1).Select(l => l.Split(',')[0]));
        Assert.Equal(volumes.Count, Metric("liquid_universe", "names_seen"));
        Assert.Equal(_prices["AAPL"][^1].Date, run.GetProperty("last_data_date").GetString());
    }

    [ProgramFact("pwsh")]
    public void Cases_of_the_sample_in_PowerShell_hold() => Test("monthly_returns");

    [ProgramFact("python3")]
    public void Cases_of_the_samples_in_Python_hold()
    {
        Test("rolling_beta");
        Test("equal_risk");
    }

    [ProgramFact("/bin/sh")]
    public void Cases_of_the_sample_in_the_shell_hold() => Test("liquid_universe");

    private static bool Close((string Date, double Beta) expected, (string Date, double Beta) actual) => expected.Date == actual.Date && Math.Abs(expected.Beta - actual.Beta) < 1e-8;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private void Test(string sample) => Assert.Contains($"{sample}@1.0.0: 2 passed, 0 failed", _workspace.Succeed("definition", "test", Folder(sample)).Output, StringComparison.Ordinal);

    private static string Folder(string sample) =>
        Path.Combine(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Optaic.Executable)!, "../../../../..")), "samples", "definitions", sample);

    private void Make(string sample, params string[] config)
    {
        _workspace.Succeed("definition", "register", Folder(sample));
        _workspace.Succeed(["instance", "create", "--name", sample, "--definition", sample, "--config", "prices=prices", .. config]);
        _workspace.Succeed("refresh", $"+{sample}");
    }

    private List<(string Date, double Value)> Rows(string instance, string entity) =>
        [.. _workspace.Succeed("data", "read", instance, "--entity", entity, "--format", "csv").OutputLines.Skip(1).Select(l => l.Split(',')).Select(c => (c[0], Number(c[2])))];

    private double Metric(string instance, string name) => _workspace.Optaic.Json("runs", "show", instance).GetProperty("metrics").GetProperty(name).GetDouble();
}
