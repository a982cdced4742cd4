namespace OptAIC;

/// <summary>A file that a run left.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hash of its content, hexadecimal.</param>
public sealed record OptArtifact(string Path, long Size, string Sha256);
