using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.OpenLineage;

/// <summary>Where the lineage events of a workspace go, and in whose name.</summary>
/// <param name="Service">Address that takes one event per request; <c>null</c> when they go to a file.</param>
/// <param name="File">File that takes one event per line; <c>null</c> when they go to a service.</param>
/// <param name="Namespace">Namespace of jobs and datasets.</param>
internal sealed record OpenLineageTarget(Uri? Service, string? File, string Namespace)
{
    private const string DefaultEndpoint = "api/v1/lineage";

    /// <summary>
    /// What the environment says, in the variables that OpenLineage's own clients use, else the workspace's settings; <c>null</c> when neither says anything.
    /// </summary>
    /// <exception cref="InvalidOpenLineageUrlException">It is said where, and that is no place.</exception>
    public static OpenLineageTarget? Of(WorkspacePaths paths, Guid workspace, OpenLineageSettings? settings)
    {
        if (bool.TryParse(Environment.GetEnvironmentVariable("OPENLINEAGE_DISABLED"), out var disabled) && disabled)
        {
            return null;
        }

        var url = Variable("OPENLINEAGE_URL") ?? settings?.Url;
        if (string.IsNullOrWhiteSpace(url))
        {
            return null;
        }

        var ns = Variable("OPENLINEAGE_NAMESPACE") ?? settings?.Namespace ?? $"optaic://{workspace:D}";
        var isUrl = url.Contains("://", StringComparison.Ordinal) || url.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        if (!isUrl)
        {
            return new OpenLineageTarget(null, Path.GetFullPath(url, paths.Root), ns);
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            throw new InvalidOpenLineageUrlException(url);
        }

        var endpoint = Variable("OPENLINEAGE_ENDPOINT") ?? settings?.Endpoint ?? DefaultEndpoint;
        return uri.Scheme switch
        {
            "file" => new OpenLineageTarget(null, uri.LocalPath, ns),
            "http" or "https" => new OpenLineageTarget(new Uri(new Uri(uri.AbsoluteUri.TrimEnd('/') + "/"), endpoint.TrimStart('/')), null, ns),
            _ => throw new InvalidOpenLineageUrlException(url),
        };
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
