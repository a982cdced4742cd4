using System.Text.Json.Serialization;

namespace OptAIC.Definitions;

/// <summary>How often, and after which waits, a failed run is tried again.</summary>
public sealed record RetryPolicy
{
    /// <summary>Attempts after the first.</summary>
    public required int MaxRetries { get; init; }

    /// <summary>How waiting grows.</summary>
    public RetryBackoff Backoff { get; init; } = RetryBackoff.Fixed;

    /// <summary>Wait before the first retry.</summary>
    [JsonConverter(typeof(DurationConverter))]
    public TimeSpan Delay { get; init; }

    /// <summary>Longest wait; <c>null</c> is no limit.</summary>
    [JsonConverter(typeof(DurationConverter))]
    public TimeSpan? MaxDelay { get; init; }

    /// <summary>Largest random addition to a wait.</summary>
    [JsonConverter(typeof(DurationConverter))]
    public TimeSpan Jitter { get; init; }
}
