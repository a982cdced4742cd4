using System.Net;
using System.Net.Sockets;

namespace OptAIC.Engine.Tests.OpenLineage;

/// <summary>A service that takes lineage events over HTTP, or does not.</summary>
internal sealed class LineageService : IDisposable
{
    private readonly HttpListener _listener = new();

    public LineageService()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Url { get; }

    /// <summary>The status that every request is answered with.</summary>
    public int Answer { get; set; } = 201;

    /// <summary>Whether requests are left without an answer.</summary>
    public bool Hangs { get; init; }

    /// <summary>The bodies that came, in order.</summary>
    public List<string> Taken { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var call = await _listener.GetContextAsync();
                Assert.Equal("/api/v1/lineage", call.Request.Url!.AbsolutePath);
                Taken.Add(await new StreamReader(call.Request.InputStream).ReadToEndAsync());
                if (!Hangs)
                {
                    call.Response.StatusCode = Answer;
                    call.Response.Close();
                }
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
