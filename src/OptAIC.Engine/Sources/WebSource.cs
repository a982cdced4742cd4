using System.Net;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Web;

namespace OptAIC.Engine.Sources;

/// <summary>A URL as a source: its server is asked for the version of its content, not for the content.</summary>
internal static class WebSource
{
    /// <summary>Whether a declared source is a URL.</summary>
    public static bool IsUrl(string declared) =>
        declared.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || declared.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Asks a server.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="last">What it said last; stands while it does not answer.</param>
    /// <param name="now">The time.</param>
    /// <param name="patience">Ends the asking.</param>
    public static SourceAnswer Ask(string url, SourceAnswer? last, DateTimeOffset now, CancellationToken patience)
    {
        try
        {
            return Version(url, HttpMethod.Head, patience) is { } version ? new SourceAnswer(url, version, now, null) : new SourceAnswer(url, null, now, "its server says neither an ETag nor when it was last changed");
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException or IOException)
        {
            return new SourceAnswer(url, last?.Version, now, failed is OperationCanceledException ? "its server did not answer in time" : failed.Message.TrimEnd('.'));
        }
    }

    /// <summary>How a URL differs from what a run read; <c>null</c> when it does not, as far as its server said.</summary>
    public static string? Change(string url, SourceFile? read, SourceAnswer? answer) =>
        answer?.Version is { } now && read?.Sha256 is { Length: > 0 } then && now != then ? $"{url} changed: its server names another version" : null;

    private static string? Version(string url, HttpMethod method, CancellationToken patience)
    {
        using var request = new HttpRequestMessage(method, url);
        using var response = WebConnections.Shared.Send(request, HttpCompletionOption.ResponseHeadersRead, patience);
        if (method == HttpMethod.Head && response.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented)
        {
            return Version(url, HttpMethod.Get, patience);
        }

        response.EnsureSuccessStatusCode();
        return WebValidators.Of(response) is { } said ? Digest.Of(said.Tag ?? said.LastModified!) : null;
    }
}
