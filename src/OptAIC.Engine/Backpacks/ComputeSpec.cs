namespace OptAIC.Engine.Backpacks;

/// <summary>What <c>compute/compute.yml</c> asks for.</summary>
internal sealed record ComputeSpec
{
    /// <summary>What counts where there is no such file.</summary>
    public static ComputeSpec Standard { get; } = new();

    /// <summary>Cores that the programs may use together; <c>null</c> is all.</summary>
    public int? Cores { get; init; }

    /// <summary>Bytes of memory that the programs may use together; <c>null</c> is no limit.</summary>
    public long? Memory { get; init; }

    /// <summary>Longest duration of an attempt; <c>null</c> is no limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Most steps at the same time; <c>null</c> is one for each core.</summary>
    public int? MostWorkers { get; init; }

    /// <summary>Attempts of a step after one that fails.</summary>
    public int Retries { get; init; }
}
