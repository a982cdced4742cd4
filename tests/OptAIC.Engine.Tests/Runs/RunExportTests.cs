using System.Text.Json;
using OptAIC.Engine.Files;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Runs;

public sealed class RunExportTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public RunExportTests()
    {
        var prices = _test.CreatePrices();
        var at = new DateTimeOffset(2024, 3, 1, 9, 0, 0, TimeSpan.Zero);
        RunFolder.Write(prices, RunFolder.Completed(prices, at) with { Metrics = new Dictionary<string, double?> { ["sharpe"] = 1.25, ["beta"] = null } });
        RunFolder.Write(prices, RunFolder.Completed(prices, at.AddHours(1)) with { Status = RunStatus.Failed, Error = new("program", "exit \"1\",\nwhat now") });
        RunFolder.Index(_test);
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_table_has_a_row_per_run_and_a_column_per_metric_and_quotes_what_needs_it()
    {
        var text = Exported("runs.csv", RunExportFormat.Csv);

        Assert.StartsWith("id,instance,flow,type,status,", text, StringComparison.Ordinal);
        Assert.Contains(",host,metric.beta,metric.sharpe\n", text, StringComparison.Ordinal);
        Assert.Contains(",program,\"exit \"\"1\"\",\nwhat now\",", text, StringComparison.Ordinal);
        Assert.EndsWith(",,1.25\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs.json", RunExportFormat.Json)]
    [InlineData("runs.jsonl", RunExportFormat.JsonLines)]
    public void Json_has_each_run_whole(string name, RunExportFormat format)
    {
        var text = Exported(name, format);

        JsonElement[] runs = format == RunExportFormat.Json
            ? [.. JsonDocument.Parse(text).RootElement.EnumerateArray()]
            : [.. text.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal(["failed", "completed"], runs.Select(r => r.GetProperty("status").GetString()));
        Assert.Equal(1.25, runs[1].GetProperty("metrics").GetProperty("sharpe").GetDouble());
        Assert.Equal(1, runs[1].GetProperty("duration").GetDouble());
        Assert.Equal("2024-03-01T09:00:00Z", runs[1].GetProperty("started_at").GetString());
    }

    [Fact]
    public void What_is_there_is_replaced_only_when_told_so_and_a_name_must_say_the_form()
    {
        var path = Path.Combine(_test.Root, "runs.csv");
        File.WriteAllText(path, "mine");

        Assert.Contains("there already", Assert.Throws<RunExportException>(() => Export([], path)).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Equal(0, Export([], path, overwrite: true).Runs);
        Assert.StartsWith("id,", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Throws<RunExportException>(() => Export([], Path.Combine(_test.Root, "runs.xlsx")));
        Assert.Throws<StorageException>(() => Export([], Path.Combine(_test.Root, "nosuch", "runs.csv")));
    }

    private string Exported(string name, RunExportFormat format)
    {
        var path = Path.Combine(_test.Root, name);
        var file = Export(_test.With(w => w.Runs.ListWhole()), path);
        Assert.Equal((format, 2, new FileInfo(path).Length), (file.Format, file.Runs, file.Size));
        return File.ReadAllText(path);
    }

    private RunFile Export(IReadOnlyList<OptRun> runs, string path, bool overwrite = false) => _test.With(w => w.Runs.Export(runs, path, null, overwrite));
}
