using System.Globalization;
using System.Text.Json;
using OptAIC.Engine.Csv;
using OptAIC.Engine.Data;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Flows.Pipelines;

/// <summary>What the built-in pipelines are told of rows of date, entity and values.</summary>
internal static class RowFormat
{
    /// <summary>How rows are read; what a pipeline does not take has its default.</summary>
    public static CsvFormat Of(JsonElement config)
    {
        var columns = Columns(config);
        return new CsvFormat
        {
            Delimiter = config.Text("delimiter")?[0] ?? ',',
            Decimal = config.Text("decimal")?[0] ?? '.',
            DateColumn = config.Text("date_column")!,
            DateFormat = config.Text("date_format"),
            EntityColumn = config.Text("entity_column") is { } entity and not "auto" ? entity : null,
            Columns = columns,
            MissingValues = config.Texts("missing_values"),
            Required = config.Text("nan") == "forbid" ? Required(config, columns) : new HashSet<string>(),
            Entities = config.Texts("symbols").ToHashSet(StringComparer.Ordinal),
            From = Date(config, "start_date"),
            To = Date(config, "end_date"),
        };
    }

    /// <summary>When a value counts as known.</summary>
    public static KnowledgeRule KnowledgeOf(JsonElement config) => config.Text("knowledge") == "load_time" ? KnowledgeRule.LoadTime : KnowledgeRule.Observation;

    private static Dictionary<string, string>? Columns(JsonElement config) =>
        config.Value("columns") is not { } columns ? null
        : columns.ValueKind == JsonValueKind.Array ? columns.EnumerateArray().ToDictionary(c => c.GetString()!, c => c.GetString()!)
        : columns.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetString()!);

    private static HashSet<string> Required(JsonElement config, Dictionary<string, string>? columns) =>
        [.. config.Texts("required_columns") is { Count: > 0 } named ? named : columns?.Keys ?? Enumerable.Empty<string>()];

    private static DateOnly? Date(JsonElement config, string name) =>
        config.Text(name) is { } date ? DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
