using OptAIC.Errors;

namespace OptAIC.Engine.Data;

/// <summary>An instance has published no data that could be read.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="why">Why not, when it is not just that no run completed.</param>
public sealed class NotPublishedException(string instance, string? why = null)
    : OptException("NotPublished", ExitCode.Refused, $"{instance} has no data to read: {why ?? "no run of it has completed yet"}", why is null ? $"run 'optaic refresh +{instance}' first" : null)
{
    /// <summary>Name of the instance.</summary>
    public string Instance { get; } = instance;
}
