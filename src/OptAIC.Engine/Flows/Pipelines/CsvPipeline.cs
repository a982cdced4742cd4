using System.Globalization;
using System.Text.Json;
using OptAIC.Engine.Csv;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Sources;

namespace OptAIC.Engine.Flows.Pipelines;

/// <summary>The built-in <c>builtin.csv</c>: reads long CSV files.</summary>
internal sealed class CsvPipeline(InstanceDocument part) : IPipeline
{
    public Task<PipelineResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        var source = part.SourcePaths;
        var files = SourceFiles.Resolve(source);
        if (files.Count == 0 || files.FirstOrDefault(f => !File.Exists(f)) is not null)
        {
            throw new SourceMissingException(files.FirstOrDefault(f => !File.Exists(f)) ?? string.Join(", ", source));
        }

        context.Progress(null, $"reading {files.Count} file{(files.Count == 1 ? "" : "s")}");
        var panel = new CsvReader(FormatOf(part.Config)).Read(files, cancellation);
        context.Log($"read {files.Count} file(s): {panel.Index.Count} entities, {panel.Index.Rows} dates, fields {string.Join(", ", panel.Fields)}");
        return Task.FromResult(new PipelineResult(panel, IsComplete: false)
        {
            Knowledge = part.Config.GetProperty("knowledge").GetString() == "load_time" ? KnowledgeRule.LoadTime : KnowledgeRule.Observation,
        });
    }

    private static CsvFormat FormatOf(JsonElement config)
    {
        var columns = Columns(config);
        return new CsvFormat
        {
            Delimiter = config.GetProperty("delimiter").GetString()![0],
            Decimal = config.GetProperty("decimal").GetString()![0],
            DateColumn = config.GetProperty("date_column").GetString()!,
            DateFormat = config.TryGetProperty("date_format", out var format) ? format.GetString() : null,
            EntityColumn = config.GetProperty("entity_column").GetString() is { } entity and not "auto" ? entity : null,
            Columns = columns,
            MissingValues = Texts(config, "missing_values"),
            Required = config.GetProperty("nan").GetString() == "forbid" ? Required(config, columns) : new HashSet<string>(),
            Entities = Texts(config, "symbols").ToHashSet(StringComparer.Ordinal),
            From = Date(config, "start_date"),
            To = Date(config, "end_date"),
        };
    }

    private static Dictionary<string, string>? Columns(JsonElement config) =>
        !config.TryGetProperty("columns", out var columns) ? null
        : columns.ValueKind == JsonValueKind.Array ? columns.EnumerateArray().ToDictionary(c => c.GetString()!, c => c.GetString()!)
        : columns.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetString()!);

    private static HashSet<string> Required(JsonElement config, Dictionary<string, string>? columns) =>
        [.. Texts(config, "required_columns") is { Count: > 0 } named ? named : columns?.Keys ?? Enumerable.Empty<string>()];

    private static List<string> Texts(JsonElement config, string name) =>
        config.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(e => e.GetString()!)] : [];

    private static DateOnly? Date(JsonElement config, string name) =>
        config.TryGetProperty(name, out var date) ? DateOnly.ParseExact(date.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
