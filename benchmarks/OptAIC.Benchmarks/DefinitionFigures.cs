using System.Globalization;
using System.Text;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;

namespace OptAIC.Benchmarks;

/// <summary>Checking a definition of 200 lines, and a config of 500 values against its schema, warm.</summary>
internal static class DefinitionFigures
{
    private const int Times = 500;
    private const int Values = 500;
    private const string Goal = "goal: under 2 ms";

    public static void Report()
    {
        var definition = Definition();
        Timing.Median(Times, _ => Read(definition));
        Timing.Print("read and validate a definition.yml of 200 lines", Timing.Median(Times, _ => Read(definition)), Goal);

        var schema = Schema();
        var config = DocumentReader.Read(Config(), "config.yml");
        Timing.Median(Times, _ => Check(schema, config));
        Timing.Print("validate a config of 500 values", Timing.Median(Times, _ => Check(schema, config)), Goal);
        var text = Config();
        Timing.Print("read and validate a config of 500 values", Timing.Median(Times, _ => Check(schema, DocumentReader.Read(text, "config.yml"))));
    }

    /// <summary>A definition of 200 lines with everything that a definition may have.</summary>
    internal static string Definition()
    {
        var text = new StringBuilder("""
            kind: PipelineDef
            name: vendor_prices
            version: 1.2.0
            description: Daily prices of a vendor
            entry:
              command: [python3, fetch.py, --symbols, "${config.symbols}"]
            output_schema:
              columns:
                - { name: date, dtype: date }
                - { name: entity, dtype: string }
                - { name: close, dtype: float64 }
            compatibility_rules:
              downstream_types: [SignalInstance, ExperimentInstance]
              upstream_max: 3
            flow_specs:
              - flow_kind: refresh
                timeout: 30m
                retry_policy: { max_retries: 3, backoff: exponential, delay: 10s }
            lineage_contracts:
              - { role: input, kind: data_dependency, required: false, types: [DatasetInstance] }
            guardrail_contracts:
              - { kind: dataset.schema, config: { required_columns: [date, entity, close] }, enforcement: block }
            parameters_schema:
              type: object
              additionalProperties: false
              required: [p0]
              properties:

            """);
        for (var i = 0; text.ToString().AsSpan().Count('\n') < 195; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    p{i}:\n      type: {(i % 3 == 0 ? "string" : i % 3 == 1 ? "integer" : "boolean")}\n      description: Parameter {i}\n");
            text.Append(i % 3 == 0 ? "      pattern: '^[a-z]+$'\n" : i % 3 == 1 ? "      default: 5\n" : "      default: false\n");
        }

        return text.Append("status_aggregation_contract:\n  aggregation_method: min_severity\n  status_priority: [ERROR, STALE, RUNNING, READY]\n").ToString();
    }

    private static void Read(string definition)
    {
        var reading = DefinitionReader.Read(DocumentReader.Read(definition, "definition.yml"));
        if (reading.Definition is null)
        {
            throw new InvalidOperationException(IssueSummary.Of(reading.Issues));
        }
    }

    private static void Check(JsonSchema schema, DocumentNode config)
    {
        var result = schema.Validate(config);
        if (!result.IsValid)
        {
            throw new InvalidOperationException(IssueSummary.Of(result.Issues));
        }
    }

    // Half of the values are flat, half nested; one of six kinds each.
    private static JsonSchema Schema()
    {
        var text = new StringBuilder("type: object\nadditionalProperties: false\nproperties:\n");
        for (var i = 0; i < Values / 2; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  flat{i}: {Kinds[i % Kinds.Length].Schema}\n");
        }

        text.Append("  nested: { type: array, items: { $ref: '#/$defs/item' } }\n$defs:\n  item:\n    type: object\n    additionalProperties: false\n    properties:\n");
        for (var i = 0; i < Kinds.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"      k{i}: {Kinds[i].Schema}\n");
        }

        var issues = new List<OptIssue>();
        var schema = JsonSchema.Compile(DocumentReader.Read(text.ToString(), "schema.yml"), issues);
        return issues.Count == 0 ? schema : throw new InvalidOperationException(IssueSummary.Of(issues));
    }

    private static string Config()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Values / 2; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"flat{i}: {Kinds[i % Kinds.Length].Value}\n");
        }

        text.Append("nested:\n");
        for (var i = 0; i < Values / 2; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {(i % Kinds.Length == 0 ? '-' : ' ')} k{i % Kinds.Length}: {Kinds[i % Kinds.Length].Value}\n");
        }

        return text.ToString();
    }

    private static readonly (string Schema, string Value)[] Kinds =
    [
        ("{ type: number, minimum: 0, exclusiveMaximum: 1000 }", "12.5"),
        ("{ type: string, format: date }", "2024-03-29"),
        ("{ type: integer, default: 3, minimum: 1 }", "60"),
        ("{ enum: [union, intersection, left] }", "left"),
        ("{ type: string, pattern: '^[A-Z]{1,5}$', maxLength: 5 }", "MSFT"),
        ("{ type: string, format: instance-ref, role: input }", "us_prices"),
    ];
}
