namespace OptAIC.Engine.Archives;

/// <summary>How much an archive may hold.</summary>
/// <param name="MaxFiles">Most files; as many folders again.</param>
/// <param name="MaxBytes">Most bytes of the files together, unpacked.</param>
internal sealed record ArchiveLimits(int MaxFiles, long MaxBytes);
