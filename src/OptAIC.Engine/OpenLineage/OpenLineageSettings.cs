namespace OptAIC.Engine.OpenLineage;

/// <summary>Where lineage events go: <c>settings.open_lineage</c> of <c>workspace.json</c>.</summary>
internal sealed record OpenLineageSettings
{
    /// <summary>Base address of a service, or a file: an <c>http(s)</c> or <c>file</c> URL, or a path, relative to the workspace.</summary>
    public string? Url { get; init; }

    /// <summary>Path of a service's endpoint.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Namespace of jobs and datasets.</summary>
    public string? Namespace { get; init; }
}
