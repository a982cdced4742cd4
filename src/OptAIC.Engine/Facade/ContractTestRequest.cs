namespace OptAIC.Engine.Facade;

/// <summary>What to check published data against, besides the contracts that they stand under.</summary>
public sealed record ContractTestRequest
{
    /// <summary>Instant up to which values may have become known, and on whose day ages are counted; <c>null</c> is now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Files with further contracts.</summary>
    public IReadOnlyList<string> ContractFiles { get; init; } = [];

    /// <summary>Further conditions that every row must satisfy.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>Share (0 to 1) of the rows that may fail the conditions.</summary>
    public double AllowFailing { get; init; }

    /// <summary>Check only the further contracts.</summary>
    public bool OnlyFurther { get; init; }
}
