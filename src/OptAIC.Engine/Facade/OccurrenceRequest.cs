namespace OptAIC.Engine.Facade;

/// <summary>Which occurrences of a cron expression are asked for.</summary>
public sealed record OccurrenceRequest
{
    /// <summary>The expression.</summary>
    public required string Cron { get; init; }

    /// <summary>The zone, IANA; <c>null</c> is UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The instant that they come after, or before; <c>null</c> is now.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Most of them.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Whether <see cref="From"/> itself may be one.</summary>
    public bool Inclusive { get; init; }

    /// <summary>Whether those before are asked for, the last first.</summary>
    public bool Previous { get; init; }
}
