namespace OptAIC;

/// <summary>What a repair of the registry did, or would do.</summary>
public sealed record OptRegistryRepair
{
    /// <summary>Directory of the workspace.</summary>
    public required string Root { get; init; }

    /// <summary>Instances in the index afterwards.</summary>
    public required int Instances { get; init; }

    /// <summary>Runs in the index afterwards.</summary>
    public required int Runs { get; init; }

    /// <summary>What was changed, one line each; none when everything was right.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];
}
