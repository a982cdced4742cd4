using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Runs;

/// <summary>Forms in which runs are exported.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RunExportFormat>))]
public enum RunExportFormat
{
    /// <summary>A row per run, a column per metric.</summary>
    Csv,

    /// <summary>One array, each run as <c>runs show --json</c> has it.</summary>
    Json,

    /// <summary>The same, a line per run.</summary>
    JsonLines,

    /// <summary>A ZIP file with record, logs, metrics and artifacts of each run, and a manifest with the hash of every file.</summary>
    Archive,
}
