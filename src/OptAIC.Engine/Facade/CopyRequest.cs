namespace OptAIC.Engine.Facade;

/// <summary>How a copy of an instance differs from it.</summary>
public sealed record CopyRequest
{
    /// <summary>Directory that relative paths in the config start from; the current one when left out.</summary>
    public string? BaseDirectory { get; init; }

    /// <summary>Config values as <c>key=value</c>, laid over those of the instance.</summary>
    public IReadOnlyList<string> Config { get; init; } = [];

    /// <summary>Upstreams as <c>role=name</c>, in the place of those with that role.</summary>
    public IReadOnlyList<string> Upstream { get; init; } = [];

    /// <summary>Tags, in the place of those of the instance.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Take along what it has published, with the runs that made it.</summary>
    public bool WithData { get; init; }
}
