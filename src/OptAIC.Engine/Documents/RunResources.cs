using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Documents;

/// <summary>What programs used.</summary>
/// <param name="WallSeconds">How long they ran; of several the sum.</param>
/// <param name="CpuSeconds">Seconds of processors; <c>null</c>, as the others, where the system does not tell.</param>
/// <param name="PeakMemoryBytes">The most memory that one process held.</param>
/// <param name="BytesRead">Bytes that they read.</param>
/// <param name="BytesWritten">Bytes that they wrote.</param>
internal sealed record RunResources(double WallSeconds, double? CpuSeconds, long? PeakMemoryBytes, long? BytesRead, long? BytesWritten)
{
    /// <summary>Those of one program.</summary>
    public static RunResources Of(TimeSpan wall, ProcessUsage? used) => new(wall.TotalSeconds, used?.CpuSeconds, used?.PeakMemory, used?.BytesRead, used?.BytesWritten);

    /// <summary>Those of two together.</summary>
    public RunResources With(RunResources? other) => other is null ? this : new(
        WallSeconds + other.WallSeconds,
        Both(CpuSeconds, other.CpuSeconds, (a, b) => a + b),
        Both(PeakMemoryBytes, other.PeakMemoryBytes, Math.Max),
        Both(BytesRead, other.BytesRead, (a, b) => a + b),
        Both(BytesWritten, other.BytesWritten, (a, b) => a + b));

    /// <summary>As people see them.</summary>
    public OptRunResources ToObject() => new()
    {
        WallSeconds = WallSeconds,
        CpuSeconds = CpuSeconds,
        PeakMemoryBytes = PeakMemoryBytes,
        BytesRead = BytesRead,
        BytesWritten = BytesWritten,
    };

    private static T? Both<T>(T? a, T? b, Func<T, T, T> join)
        where T : struct => a is { } first && b is { } second ? join(first, second) : a ?? b;
}
