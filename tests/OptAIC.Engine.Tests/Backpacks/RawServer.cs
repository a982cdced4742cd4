using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OptAIC.Engine.Tests.Backpacks;

/// <summary>A server that answers byte by byte what a test wants, also what no server should.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RawRequest, RawAnswer> _answer;

    public RawServer(Func<RawRequest, RawAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/file";

    /// <summary>The requests so far.</summary>
    public ConcurrentQueue<RawRequest> Requests { get; } = new();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            var head = new List<byte>();
            var one = new byte[1];
            while (!Encoding.ASCII.GetString([.. head]).EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
            {
                head.Add(one[0]);
            }

            var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            var request = new RawRequest(Requests.Count + 1, lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(h => h[0], h => h[1], StringComparer.OrdinalIgnoreCase))
            {
                Method = lines.Length > 0 ? lines[0].Split(' ')[0] : "",
            };
            Requests.Enqueue(request);
            var answer = _answer(request);
            if (answer.Status.Length > 0)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Status}\r\nConnection: close\r\n{string.Concat(answer.Headers.Select(h => h + "\r\n"))}\r\n"));
            }

            await stream.WriteAsync(answer.Body);
            if (answer.Hangs)
            {
                await Task.Delay(Timeout.Infinite, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}

/// <summary>A request: which one it is, from 1, and its headers.</summary>
internal sealed record RawRequest(int Number, IReadOnlyDictionary<string, string> Headers)
{
    public string Method { get; init; } = "";
}

/// <summary>What is answered.</summary>
internal sealed record RawAnswer(string Status, byte[] Body, params string[] Headers)
{
    public bool Hangs { get; init; }

    /// <summary>A right answer.</summary>
    public static RawAnswer Of(byte[] body, params string[] headers) => new("200 OK", body, [$"Content-Length: {body.Length}", .. headers]);
}
