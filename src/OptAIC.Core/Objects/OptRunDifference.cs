namespace OptAIC;

/// <summary>One thing that is known of two runs, and whether it is the same of both.</summary>
public sealed record OptRunDifference
{
    /// <summary>
    /// What it is a part of: <c>run</c>, <c>definition</c>, <c>config</c>, <c>parameter</c>, <c>input</c>, <c>source</c>, <c>output</c>, <c>metric</c>,
    /// <c>artifact</c>, <c>environment</c>.
    /// </summary>
    public required string Area { get; init; }

    /// <summary>Which of it, for example <c>sharpe</c>, <c>prices.refresh</c> or <c>status</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What the first run has; <c>null</c> when it has nothing.</summary>
    public string? Before { get; init; }

    /// <summary>What the second run has; <c>null</c> when it has nothing.</summary>
    public string? After { get; init; }

    /// <summary>Of numbers, by how much the second is greater; durations in seconds.</summary>
    public double? Delta { get; init; }

    /// <summary>Whether both have the same.</summary>
    public bool IsSame => Before == After;

    /// <summary>It in one line.</summary>
    public override string ToString() => IsSame ? $"{Area}.{Path}: {Before ?? "(none)"}" : $"{Area}.{Path}: {Before ?? "(none)"} → {After ?? "(none)"}";
}
