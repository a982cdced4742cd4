namespace OptAIC.Engine.Definitions;

/// <summary>A file of a definition.</summary>
/// <param name="Path">Path in the folder, with <c>/</c>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedTicks">Time of last change of the registered copy, UTC ticks.</param>
/// <param name="Sha256">Hash of the content; line ends of text count as line feeds.</param>
internal sealed record DefinitionFile(string Path, long Size, long ModifiedTicks, string Sha256);
