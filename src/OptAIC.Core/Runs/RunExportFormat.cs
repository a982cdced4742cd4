using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Runs;

/// <summary>Forms in which records of runs are exported.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RunExportFormat>))]
public enum RunExportFormat
{
    /// <summary>A row per run, a column per metric.</summary>
    Csv,

    /// <summary>One array, each run as <c>runs show --json</c> has it.</summary>
    Json,

    /// <summary>The same, a line per run.</summary>
    JsonLines,
}
