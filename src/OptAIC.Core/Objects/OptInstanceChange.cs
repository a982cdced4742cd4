namespace OptAIC;

/// <summary>What a change of an instance did, or would do.</summary>
public sealed record OptInstanceChange
{
    /// <summary>Name of the instance.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the instance.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>Whether anything changes; without, no generation is written.</summary>
    public bool Changed => Differences.Count > 0;

    /// <summary>Whether this only shows what would be done.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Generation before the change.</summary>
    public required int FromGeneration { get; init; }

    /// <summary>Generation afterwards; the same when nothing changes.</summary>
    public required int ToGeneration { get; init; }

    /// <summary>Every value that changes.</summary>
    public required IReadOnlyList<OptInstanceDifference> Differences { get; init; }

    /// <summary>What becomes of the data when the store is another one; <c>null</c> when they stay where they are.</summary>
    public string? Data { get; init; }

    /// <summary>Definitions that move to another version.</summary>
    public IReadOnlyList<OptVersionMove> Moves { get; init; } = [];

    /// <summary>The change in one line.</summary>
    public override string ToString() => Changed ? $"{Name}: generation {FromGeneration} → {ToGeneration}, {string.Join("; ", Differences)}" : $"{Name}: nothing to change";
}
