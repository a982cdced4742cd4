namespace OptAIC.Engine.Documents;

/// <summary>The files that a flow read, as they were.</summary>
internal sealed record SourceFingerprint(string Hash, IReadOnlyList<SourceFile> Files);

/// <summary>A file of a source.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedTicks">Time of last change, UTC ticks.</param>
/// <param name="Sha256">Hash of its content.</param>
internal sealed record SourceFile(string Path, long Size, long ModifiedTicks, string Sha256);
