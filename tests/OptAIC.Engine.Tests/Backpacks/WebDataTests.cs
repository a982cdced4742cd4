using System.Security.Cryptography;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Definitions;

namespace OptAIC.Engine.Tests.Backpacks;

/// <summary>Data from a real server that does what servers should not.</summary>
public sealed class WebDataTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)((i * 7) ^ (i >> 8)))];
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Content));

    private readonly BackpackWorkspace _pack = new();

    public WebDataTests() => _pack.Write("workflow/go.sh", "true");

    public void Dispose() => _pack.Dispose();

    [Fact]
    public void What_broke_off_is_gone_on_with()
    {
        using var server = new RawServer(r => r.Headers.TryGetValue("Range", out var range)
            ? new RawAnswer("206 Partial Content", Content[From(range)..], $"Content-Length: {Content.Length - From(range)}", $"Content-Range: bytes {From(range)}-{Content.Length - 1}/{Content.Length}", "ETag: \"v1\"")
            : new RawAnswer("200 OK", Content[..100_000], $"Content-Length: {Content.Length}", "ETag: \"v1\""));

        Assert.Equal("whole", Fetch(server, $"sha256: {Hash}").Status);

        Assert.Equal(["bytes=100000-", "\"v1\""], [server.Requests.Last().Headers["Range"], server.Requests.Last().Headers["If-Range"]]);
        Assert.Equal(Content, File.ReadAllBytes(_pack.Sandbox("x")));
    }

    [Fact]
    public void What_broke_off_and_has_changed_meanwhile_begins_anew()
    {
        using var server = new RawServer(r => r.Number == 1
            ? new RawAnswer("200 OK", new byte[100_000], $"Content-Length: {Content.Length}", "ETag: \"v1\"")
            : RawAnswer.Of(Content, "ETag: \"v2\""));
        Assert.Equal(Hash, Fetch(server, "").Sha256);
    }

    [Fact]
    public void What_the_server_still_has_is_not_fetched_again_and_what_it_has_changed_is()
    {
        var body = Content;
        var tag = "\"v1\"";
        using var server = new RawServer(r => r.Headers.TryGetValue("If-None-Match", out var has) && has == tag
            ? new RawAnswer("304 Not Modified", [], $"ETag: {tag}")
            : RawAnswer.Of(body, $"ETag: {tag}"));
        var first = Fetch(server, "");
        Assert.Equal(first.FetchedAt, Again().FetchedAt);
        Assert.Equal(2, server.Requests.Count);

        (body, tag) = (Content[..10], "\"v2\"");
        Assert.Equal(10, Again().Size);
        Assert.Equal(body, File.ReadAllBytes(_pack.Sandbox("x")));
    }

    [Fact]
    public void A_hash_that_is_in_the_cache_asks_no_server()
    {
        using var server = new RawServer(_ => RawAnswer.Of(Content));
        Fetch(server, $"sha256: {Hash}");
        Assert.Equal("whole", Again().Status);
        Assert.Equal("whole", Assert.Single(_pack.Test.With(w => w.Data.FetchAsync(_pack.Create("other").Name).GetAwaiter().GetResult())).Status);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("a server that hangs before it answers", "the server was silent for 0.2 s, 2 times")]
    [InlineData("one that hangs in the middle", "the server was silent for 0.2 s, 2 times")]
    [InlineData("one that is busy", "the server answered 503 Busy")]
    [InlineData("one that has nothing", "the server answered 404 Not Found")]
    [InlineData("one that sends too little", "2 times")]
    [InlineData("one that declares less than it has", "has 1000 bytes, and 300000 are declared")]
    [InlineData("one that sends without end", "goes on after 300000 bytes")]
    [InlineData("one that sends something else", "has the SHA-256")]
    [InlineData("nobody", "refused")]
    public void Keeps_nothing_of(string server, string message)
    {
        using var raw = new RawServer(_ => server switch
        {
            "a server that hangs before it answers" => new RawAnswer("", []) { Hangs = true },
            "one that hangs in the middle" => new RawAnswer("200 OK", Content[..1000], $"Content-Length: {Content.Length}") { Hangs = true },
            "one that is busy" => new RawAnswer("503 Busy", []),
            "one that has nothing" => new RawAnswer("404 Not Found", []),
            "one that sends too little" => new RawAnswer("200 OK", Content[..1000], $"Content-Length: {Content.Length}"),
            "one that declares less than it has" => new RawAnswer("200 OK", Content, "Content-Length: 1000"),
            "one that sends without end" => new RawAnswer("200 OK", [.. Content, 0]),
            _ => RawAnswer.Of(new byte[Content.Length]),
        });
        if (server == "nobody")
        {
            raw.Dispose();
        }

        var failed = Assert.Throws<DataFailedException>(() => Fetch(raw, $"sha256: {Hash}, size: {Content.Length}"));

        Assert.Contains(message, failed.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_pack.Sandbox("x")));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_pack.Test.Root, "staging")));
        Assert.Equal("not_fetched", Assert.Single(_pack.Test.With(w => w.Data.Verify("pack"))).Status);
        var attempts = server is "nobody" ? 0 : server is "one that has nothing" or "one that declares less than it has" or "one that sends without end" or "one that sends something else" ? 1 : 2;
        Assert.Equal(attempts, raw.Requests.Count);
    }

    [Fact]
    public void The_next_source_is_asked_when_one_lies()
    {
        using var liar = new RawServer(_ => RawAnswer.Of(new byte[Content.Length]));
        using var honest = new RawServer(_ => RawAnswer.Of(Content));
        _pack.Write("data/data.yml", $"items: [{{ target: x, sources: ['{liar.Url}', '{honest.Url}'], sha256: {Hash} }}]");
        _pack.Prepare();
        Assert.Equal(honest.Url, Again().Source);
    }

    [Fact]
    public void Two_that_want_the_same_content_fetch_it_once()
    {
        using var server = new RawServer(_ =>
        {
            Thread.Sleep(200);
            return RawAnswer.Of(Content);
        });
        _pack.Write("data/data.yml", $"items: [{{ target: x, source: '{server.Url}', sha256: {Hash} }}, {{ name: y, target: y, source: '{server.Url}', sha256: {Hash} }}]");
        _pack.Create();
        Assert.Single(server.Requests);
        Assert.Equal(Content, File.ReadAllBytes(_pack.Sandbox("y")));
    }

    [Fact]
    public async Task A_fetch_that_is_cancelled_leaves_nothing()
    {
        using var server = new RawServer(_ => new RawAnswer("200 OK", Content[..1000], $"Content-Length: {Content.Length}") { Hangs = true });
        _pack.Write("data/data.yml", $"items: [{{ target: x, source: '{server.Url}', timeout: 60s }}]");
        _pack.Prepare();
        using var stop = new CancellationTokenSource();
        var fetching = Task.Run(() => _pack.Test.With(w => w.Data.FetchAsync("pack", cancellation: stop.Token).GetAwaiter().GetResult()));
        while (server.Requests.IsEmpty)
        {
            await Task.Delay(10);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_pack.Test.Root, "staging")));
    }

    [Theory]
    [InlineData("http://user:secret@example.org/x", "secret_in_url")]
    [InlineData("ftp://example.org/x", "unsupported")]
    [InlineData("http://", "bad_url")]
    public void An_address_that_cannot_be_used_is_refused_before_anything_is_made(string url, string code)
    {
        _pack.Write("data/data.yml", $"items: [{{ target: x, source: '{url}' }}]");
        Assert.Equal(code, Assert.Single(Assert.Throws<InvalidDefinitionException>(() => _pack.Create()).Issues).Code);
    }

    private OptDataItem Fetch(RawServer server, string more)
    {
        _pack.Write("data/data.yml", $"items: [{{ target: x, source: '{server.Url}', retries: 1, timeout: 200ms{(more.Length > 0 ? ", " + more : "")} }}]");
        _pack.Prepare();
        return Again();
    }

    private OptDataItem Again() => Assert.Single(_pack.Test.With(w => w.Data.FetchAsync("pack").GetAwaiter().GetResult()));

    private static int From(string range) => int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
}
