namespace OptAIC.Engine.Archives;

/// <summary>A file of an archive, as the archive's manifest has it.</summary>
/// <param name="Path">Its name in the archive, with slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hash of its content, hexadecimal.</param>
internal sealed record PackedFile(string Path, long Size, string Sha256);
