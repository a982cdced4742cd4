namespace OptAIC;

/// <summary>One line of the workspace's activity log.</summary>
public sealed record OptEvent
{
    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who.</summary>
    public required string Actor { get; init; }

    /// <summary>What, for example <c>run.completed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>On what: <c>prices</c>, <c>prices.refresh</c>, <c>csv_prices@1.2.0</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>Particulars by name.</summary>
    public IReadOnlyDictionary<string, string> Payload { get; init; } = new Dictionary<string, string>();
}
