namespace OptAIC;

/// <summary>What the quickstart made and found.</summary>
public sealed record OptQuickstart
{
    /// <summary>Directory of the workspace.</summary>
    public required string Root { get; init; }

    /// <summary>The CSV file that the prices come from.</summary>
    public required string PricesFile { get; init; }

    /// <summary>Names of the instances that it created; none the second time.</summary>
    public IReadOnlyList<string> Created { get; init; } = [];

    /// <summary>What was run, in execution order.</summary>
    public IReadOnlyList<OptPlanStep> Steps { get; init; } = [];

    /// <summary>The lineage with statuses afterwards.</summary>
    public required OptLineage Lineage { get; init; }

    /// <summary>The backtest's last completed run, with its metrics.</summary>
    public OptRun? Backtest { get; init; }
}
