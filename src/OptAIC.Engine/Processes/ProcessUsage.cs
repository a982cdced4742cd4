namespace OptAIC.Engine.Processes;

/// <summary>What a process has used, together with those of its children that it waited for.</summary>
/// <param name="CpuSeconds">Seconds of processors, in programs and in the kernel for them.</param>
/// <param name="PeakMemory">The most memory that one of them held, in bytes.</param>
/// <param name="BytesRead">Bytes that they read, from files and from elsewhere; <c>null</c> when the system does not tell.</param>
/// <param name="BytesWritten">Bytes that they wrote.</param>
internal sealed record ProcessUsage(double CpuSeconds, long PeakMemory, long? BytesRead, long? BytesWritten);
