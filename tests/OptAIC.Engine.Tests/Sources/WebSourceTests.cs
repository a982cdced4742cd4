using System.IO.Compression;
using System.Text;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Tests.Backpacks;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Freshness;

namespace OptAIC.Engine.Tests.Sources;

/// <summary>Rule 5 for data on a web server: a real server, of which is seen what it was asked.</summary>
public sealed class WebSourceTests : IDisposable
{
    private const string Rows = "date,symbol,close\n2024-01-01,A,1\n2024-01-02,A,2\n";

    private readonly SetClock _clock = new("2024-01-03T12:00Z");
    private readonly TestWorkspace _test;
    private readonly RawServer _server;
    private byte[] _body = Encoding.UTF8.GetBytes(Rows);
    private string _version = "ETag: \"v1\"";
    private Func<RawRequest, RawAnswer?> _instead = _ => null;

    public WebSourceTests()
    {
        _test = new TestWorkspace { Time = _clock };
        _server = new RawServer(r => _instead(r) ?? (r.Headers.TryGetValue("If-None-Match", out var has) && _version.EndsWith(has, StringComparison.Ordinal) ? new RawAnswer("304 Not Modified", [], _version)
            : r.Method == "HEAD" ? new RawAnswer("200 OK", [], $"Content-Length: {_body.Length}", _version)
            : RawAnswer.Of(_body, _version)));
    }

    public void Dispose()
    {
        _server.Dispose();
        _test.Dispose();
    }

    [Fact]
    public void What_the_server_changes_makes_its_readers_stale_and_is_fetched_once()
    {
        Create();
        Assert.Equal(StepOutcome.Completed, Refresh());
        Assert.Equal((FlowStatus.Ready, StepOutcome.Skipped), (Status(), Refresh()));
        Assert.Equal(["HEAD", "GET"], Asked());

        (_body, _version) = (Encoding.UTF8.GetBytes(Rows + "2024-01-03,A,3\n"), "ETag: \"v2\"");
        _clock.Now = "2024-01-03T12:01Z";
        Assert.Equal((FlowStatus.Stale, ReasonCode.SourceChanged, $"{_server.Url} changed: its server names another version"), Why());
        Assert.Equal(StepOutcome.Completed, Refresh());
        Assert.Equal((FlowStatus.Ready, StepOutcome.Skipped), (Status(), Refresh()));
        Assert.Equal(["HEAD", "GET", "HEAD", "HEAD", "GET"], Asked());
        Assert.Equal(3, _test.With(w => w.Data.Read("web").Rows.Count()));
    }

    [Fact]
    public void Lists_ask_nobody_and_say_what_a_plan_found_last()
    {
        Create();
        Refresh();
        (_body, _version) = ("date,symbol,close\n2024-01-01,A,7\n"u8.ToArray(), "ETag: \"v2\"");
        _clock.Now = "2024-01-03T12:05Z";

        Assert.Equal(FlowStatus.Ready, Assert.Single(_test.With(w => w.Flows.List())).Status);
        Assert.Equal(2, _server.Requests.Count);
        Assert.Equal(FlowStatus.Stale, Status());
        Assert.Equal(FlowStatus.Stale, Assert.Single(_test.With(w => w.Flows.List())).Status);
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public void A_server_is_asked_once_a_minute_and_after_a_clock_was_set_back()
    {
        Create();
        Refresh();
        foreach (var (now, asked) in new[] { ("2024-01-03T12:00:59Z", 2), ("2024-01-03T12:01Z", 3), ("2024-01-03T12:01:30Z", 3), ("2024-01-02T00:00Z", 4) })
        {
            _clock.Now = now;
            Status();
            Assert.Equal(asked, _server.Requests.Count);
        }
    }

    [Fact]
    public void What_cannot_be_asked_stays_as_it_was_last_known_and_is_explained()
    {
        Create();
        Refresh();
        _instead = _ => new RawAnswer("503 Busy", []);
        _clock.Now = "2024-01-03T13:00Z";

        Assert.Equal(FlowStatus.Ready, Status());
        var line = _test.With(w => w.Flows.Check(new FlowTarget("web"), explain: true)).Checks.Single(c => c.Rule == 5);
        Assert.StartsWith("unchanged (asked 2024-01-03 13:00:00Z: ", line.Observed, StringComparison.Ordinal);
        Assert.Contains("503", line.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_names_no_version_is_fetched_by_every_run_and_makes_nobody_stale()
    {
        _version = "X-Nothing: 1";
        Create();
        Refresh();
        _body = Encoding.UTF8.GetBytes(Rows + "2024-01-03,A,3\n");
        _clock.Now = "2024-01-03T13:00Z";

        Assert.Equal(FlowStatus.Ready, Status());
        Assert.Equal(StepOutcome.Completed, Assert.Single(_test.Run(new FlowRunRequest { Targets = [new FlowTarget("web")], Force = true }).Steps).Outcome);
        Assert.Equal(3, _test.With(w => w.Data.Read("web").Rows.Count()));
    }

    [Fact]
    public void A_server_that_refuses_to_be_asked_for_the_head_alone_is_asked_otherwise()
    {
        _instead = r => r.Method == "HEAD" ? new RawAnswer("405 Method Not Allowed", [], "Content-Length: 0") : null;
        Create();
        Refresh();
        _version = "ETag: \"v2\"";
        _clock.Now = "2024-01-03T13:00Z";
        Assert.Equal(FlowStatus.Stale, Status());
    }

    [Fact]
    public void Packed_content_is_unpacked_by_what_it_holds()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(_body);
        }

        _body = packed.ToArray();
        Create();
        Assert.Equal(StepOutcome.Completed, Refresh());
        Assert.Equal(2, _test.With(w => w.Data.Read("web").Rows.Count()));
    }

    [Fact]
    public void What_the_content_has_wrong_is_named_by_its_url_and_line()
    {
        _body = "date,symbol,close\n2024-01-01,A,much\n"u8.ToArray();
        Create();
        var step = Assert.Single(_test.Refresh("web").Steps);
        Assert.Equal(StepOutcome.Failed, step.Outcome);
        Assert.Contains($"{_server.Url}:2", step.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_record_says_what_was_read_and_from_where()
    {
        Create();
        Refresh();
        var run = _test.With(w => w.Runs.Get("web"));
        Assert.Equal((_server.Url, (long)_body.Length), (run.Data[0].Source, run.Data[0].Size));
    }

    [Theory]
    [InlineData("ftp://example.com/prices.csv")]
    [InlineData("https://me:secret@example.com/prices.csv")]
    [InlineData("prices.csv")]
    public void Only_web_addresses_without_passwords_are_taken(string url) =>
        Assert.Contains("http(s) URL without user or password", Assert.Throws<InvalidSpecException>(() => Create(url)).Message, StringComparison.Ordinal);

    private void Create(string? url = null) => _test.Create($"{{name: web, definition: builtin.http_csv, config: {{url: '{url ?? _server.Url}', retries: 0}}}}");

    private string? Refresh() => Assert.Single(_test.Refresh("web").Steps).Outcome;

    private FlowStatus Status() => _test.Flow("web").Status;

    private (FlowStatus Status, string Code, string Detail) Why()
    {
        var flow = _test.Flow("web");
        return (flow.Status, flow.Reasons[0].Code, flow.Reasons[0].Detail);
    }

    private IEnumerable<string> Asked() => _server.Requests.Select(r => r.Method);
}
