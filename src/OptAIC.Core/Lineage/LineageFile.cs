namespace OptAIC.Lineage;

/// <summary>A file that lineage was written to.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Format">Its form.</param>
/// <param name="Bytes">Its size.</param>
public sealed record LineageFile(string Path, LineageFormat Format, long Bytes)
{
    /// <summary>The form that the name of a file stands for; <c>null</c> when it stands for none.</summary>
    public static LineageFormat? FormatOf(string path) => System.IO.Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" => LineageFormat.Html,
        ".MMD" or ".MERMAID" => LineageFormat.Mermaid,
        ".DOT" or ".GV" => LineageFormat.Dot,
        ".JSON" => LineageFormat.Json,
        _ => null,
    };
}
