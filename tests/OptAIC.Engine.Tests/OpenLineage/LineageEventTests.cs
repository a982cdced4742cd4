using System.Text.Json.Nodes;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.OpenLineage;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Tests.OpenLineage;

public sealed class LineageEventTests : IDisposable
{
    private readonly TestWorkspace _workspace = new();

    public LineageEventTests() => Tell("lineage.jsonl");

    private string Events => Path.Combine(_workspace.Root, "events");

    private string Delivered => Path.Combine(_workspace.Root, "lineage.jsonl");

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Every_run_is_told_once_when_it_begins_and_once_when_it_has_ended()
    {
        _workspace.CreatePrices();
        _workspace.CreateSignal("signal", "prices");
        _workspace.Refresh("+signal");
        File.WriteAllText(_workspace.PricesFile, "date,symbol,close\n2024-01-01,A,one\n");
        _workspace.Refresh("prices");

        var told = Waiting();

        Assert.Equal(
            ["START prices.refresh", "COMPLETE prices.refresh", "START signal.refresh", "COMPLETE signal.refresh", "START prices.refresh", "FAIL prices.refresh"],
            told.Select(e => $"{e["eventType"]} {e["job"]!["name"]}"));
        Assert.All(told.GroupBy(e => (string)e["run"]!["runId"]!), run => Assert.Equal(2, run.Count()));
    }

    [Fact]
    public void They_are_what_the_published_schema_asks_for()
    {
        _workspace.CreatePrices();
        _workspace.CreateSignal("signal", "prices");
        _workspace.Refresh("+signal");
        File.WriteAllText(_workspace.PricesFile, "date,symbol,close\n2024-01-01,A,one\n");
        _workspace.Refresh("prices");

        Assert.All(Waiting(), e => Assert.Empty(PublishedSchema.Problems(e.ToJsonString())));
    }

    [Fact]
    public void The_schema_that_they_are_held_against_refuses_what_is_not_in_it()
    {
        _workspace.CreatePrices();
        _workspace.Refresh("prices");
        var told = Waiting()[1];
        told["outputs"]![0]!["facets"]!["version"]!["datasetVersion"] = 7;

        Assert.NotEmpty(PublishedSchema.Problems(told.ToJsonString()));
    }

    [Fact]
    public void An_end_says_which_versions_were_read_and_what_was_published()
    {
        _workspace.CreatePrices();
        _workspace.CreateSignal("signal", "prices");
        _workspace.Refresh("+signal");

        var told = Waiting();
        var (prices, signal) = (told[1], told[3]);

        Assert.Equal((string)prices["run"]!["facets"]!["parent"]!["run"]!["runId"]!, (string)signal["run"]!["facets"]!["parent"]!["run"]!["runId"]!);
        Assert.Equal(_workspace.PricesFile, (string)prices["inputs"]![0]!["name"]!);
        Assert.Equal("prices.refresh", (string)signal["inputs"]![0]!["name"]!);
        Assert.Equal(Version(prices["outputs"]![0]!), Version(signal["inputs"]![0]!));
        Assert.Equal(["date", "entity", "close"], prices["outputs"]![0]!["facets"]!["schema"]!["fields"]!.AsArray().Select(f => (string)f!["name"]!));
        Assert.Equal(10, (int)prices["outputs"]![0]!["outputFacets"]!["outputStatistics"]!["rowCount"]!);
    }

    [Fact]
    public void Nothing_is_written_where_nobody_asks_for_events()
    {
        Tell(null);
        _workspace.CreatePrices();
        _workspace.Refresh("prices");

        Assert.False(Directory.Exists(Events));
    }

    [Theory]
    [InlineData("http://localhost:5000", "http://localhost:5000/api/v1/lineage", null)]
    [InlineData("https://lineage.example/base/", "https://lineage.example/base/api/v1/lineage", null)]
    [InlineData("file:///var/lineage.jsonl", null, "/var/lineage.jsonl")]
    [InlineData("events/told.jsonl", null, "/ws/events/told.jsonl")]
    public void An_address_is_a_service_or_a_file(string url, string? service, string? file)
    {
        var target = OpenLineageTarget.Of(new WorkspacePaths("/ws"), Guid.Empty, new OpenLineageSettings { Url = url })!;

        Assert.Equal(service, target.Service?.ToString());
        Assert.Equal(file is null ? null : Path.GetFullPath(file), target.File);
    }

    [Fact]
    public void An_address_that_is_none_is_said() => Assert.Throws<InvalidOpenLineageUrlException>(
        () => OpenLineageTarget.Of(new WorkspacePaths("/ws"), Guid.Empty, new OpenLineageSettings { Url = "gopher://somewhere" }));

    [Fact]
    public async Task They_are_delivered_to_a_file_in_order_and_then_forgotten()
    {
        _workspace.CreatePrices();
        _workspace.Refresh("prices");
        var waiting = Waiting().Select(e => e.ToJsonString());

        await DeliverAsync();

        Assert.Equal(waiting, File.ReadAllLines(Delivered).Select(l => JsonNode.Parse(l)!.ToJsonString()));
        Assert.False(File.Exists(Path.Combine(Events, "outbox.jsonl")));
        Assert.Empty(Directory.GetFiles(Path.Combine(Events, "open")));
    }

    [Fact]
    public async Task The_end_of_a_run_whose_process_died_before_it_could_tell_is_told_by_the_next_once()
    {
        _workspace.CreatePrices();
        _workspace.Refresh("prices");
        var end = Waiting()[1].ToJsonString();
        Untell(1);

        await DeliverAsync();
        await DeliverAsync();

        var delivered = File.ReadAllLines(Delivered);
        Assert.Equal(2, delivered.Length);
        Assert.Equal(end, JsonNode.Parse(delivered[1])!.ToJsonString());
    }

    [Fact]
    public async Task A_line_that_a_full_disk_cut_short_is_passed_over()
    {
        _workspace.CreatePrices();
        File.AppendAllText(Directory.CreateDirectory(Events).FullName + "/outbox.jsonl", "{\"eventType\":\"STA");
        _workspace.Refresh("prices");

        await DeliverAsync();

        Assert.Equal(2, File.ReadAllLines(Delivered).Length);
    }

    [Fact]
    public async Task A_service_that_fails_gets_them_later_in_order()
    {
        using var service = new LineageService { Answer = 503 };
        Tell(service.Url);
        _workspace.CreatePrices();
        _workspace.Refresh("prices");
        var waiting = Waiting().Select(e => (string)e["eventType"]!).ToList();

        await DeliverAsync();
        Assert.Contains("503", _workspace.With(w => w.Health.Doctor()).Single(i => i.Code == "lineage_not_delivered").Message, StringComparison.Ordinal);
        service.Answer = 201;
        service.Taken.Clear();
        await DeliverAsync();

        Assert.Equal(waiting, service.Taken.Select(t => (string)JsonNode.Parse(t)!["eventType"]!));
        Assert.DoesNotContain(_workspace.With(w => w.Health.Doctor()), i => i.Code == "lineage_not_delivered");
    }

    [Fact]
    public async Task An_event_that_a_service_refuses_is_put_aside_and_does_not_hold_up_the_next()
    {
        using var service = new LineageService { Answer = 400 };
        Tell(service.Url);
        _workspace.CreatePrices();
        _workspace.Refresh("prices");

        await DeliverAsync();

        Assert.Equal(2, service.Taken.Count);
        Assert.Equal(2, File.ReadAllLines(Path.Combine(Events, "refused.jsonl")).Length);
    }

    [Fact]
    public async Task A_service_that_hangs_holds_nobody_up_for_more_than_two_seconds()
    {
        using var service = new LineageService { Hangs = true };
        Tell(service.Url);
        _workspace.CreatePrices();
        _workspace.Refresh("prices");
        var started = Environment.TickCount64;

        await DeliverAsync();

        // Twice that, for a machine that has other things to do.
        Assert.InRange(Environment.TickCount64 - started, 0, 4000);
        Assert.Equal(2, Waiting().Count);
    }

    private static string Version(JsonNode dataset) => (string)dataset["facets"]!["version"]!["datasetVersion"]!;

    private void Tell(string? url)
    {
        var path = Path.Combine(_workspace.Root, "workspace.json");
        var document = DocumentFile.Read(path, DocumentJson.Default.WorkspaceDocument);
        document = document with { Settings = document.Settings with { OpenLineage = url is null ? null : new OpenLineageSettings { Url = url } } };
        DocumentFile.Write(path, document, DocumentJson.Default.WorkspaceDocument, Durability.Knowledge);
    }

    private List<JsonNode> Waiting() => [.. File.ReadAllLines(Path.Combine(Events, "outbox.jsonl")).Select(l => JsonNode.Parse(l)!)];

    // As if the process had been killed after it wrote the record of its run and before it told the end.
    private void Untell(int line)
    {
        var outbox = Path.Combine(Events, "outbox.jsonl");
        var lines = File.ReadAllLines(outbox);
        File.WriteAllLines(outbox, lines.Where((_, i) => i != line));
        var run = _workspace.With(w => w.Runs.List()).Single();
        var record = Path.Combine(_workspace.DirectoryOf("prices"), "metadata", "runs", $"{run.Id:D}.json");
        Assert.True(File.Exists(record));
        File.WriteAllText(Path.Combine(Events, "open", run.Id.ToString("D")), record);
    }

    private async Task DeliverAsync()
    {
        using var context = WorkspaceContext.Open(_workspace.Options);
        await using var delivery = LineageDelivery.Start(context.Lineage!, context.Paths.Events, context.Time);
    }
}
