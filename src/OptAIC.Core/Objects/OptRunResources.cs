namespace OptAIC;

/// <summary>What the programs of a run, or a step, used. What the system does not tell is <c>null</c>.</summary>
public sealed record OptRunResources
{
    /// <summary>Seconds that they ran; of several programs the sum.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Seconds of processors that they used, with the children that they waited for.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>The most memory that one process held, in bytes.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>Bytes that they read, from files and from elsewhere.</summary>
    public long? BytesRead { get; init; }

    /// <summary>Bytes that they wrote.</summary>
    public long? BytesWritten { get; init; }
}
