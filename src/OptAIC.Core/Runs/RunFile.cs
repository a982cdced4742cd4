namespace OptAIC.Runs;

/// <summary>A file to which runs were exported.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Format">Its form.</param>
/// <param name="Runs">How many runs are in it.</param>
/// <param name="Size">Bytes.</param>
public sealed record RunFile(string Path, RunExportFormat Format, int Runs, long Size)
{
    /// <summary>The form that the name of a file says; <c>null</c> when it says none.</summary>
    public static RunExportFormat? FormatOf(string path) => System.IO.Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".CSV" => RunExportFormat.Csv,
        ".JSON" => RunExportFormat.Json,
        ".JSONL" or ".NDJSON" => RunExportFormat.JsonLines,
        ".ZIP" => RunExportFormat.Archive,
        _ => null,
    };
}
