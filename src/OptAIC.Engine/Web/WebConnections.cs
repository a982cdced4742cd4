namespace OptAIC.Engine.Web;

/// <summary>The connections to servers that all of a process shares.</summary>
internal static class WebConnections
{
    /// <summary>Sends requests; each has time-outs of its own.</summary>
    public static HttpClient Shared { get; } = New();

    private static HttpClient New()
    {
        var client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "OptAIC");
        return client;
    }
}
