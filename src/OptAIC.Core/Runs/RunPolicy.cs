using System.Text.Json.Serialization;
using OptAIC.Definitions;

namespace OptAIC.Runs;

/// <summary>How the runs of a flow are made. Somebody who leaves something open leaves it to the next in order: flag, schedule, instance, definition.</summary>
public sealed record RunPolicy
{
    /// <summary>Leaves everything open.</summary>
    public static RunPolicy None { get; } = new();

    /// <summary>What a start does while the flow runs.</summary>
    public OverlapPolicy? Overlap { get; init; }

    /// <summary>Longest duration of an attempt.</summary>
    [JsonConverter(typeof(DurationConverter))]
    public TimeSpan? Timeout { get; init; }

    /// <summary>What is done after a failure.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>This, and where it leaves something open, the next in order.</summary>
    public RunPolicy Or(RunPolicy? next) => next is null || next == None ? this : new()
    {
        Overlap = Overlap ?? next.Overlap,
        Timeout = Timeout ?? next.Timeout,
        Retry = Retry ?? next.Retry,
    };
}
