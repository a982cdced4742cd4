using System.Text.Json;
using OptAIC.Aggregation;
using OptAIC.Definitions;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Definitions;

/// <summary>Reads <c>definition.yml</c>: first against its schema, then by the rules that a schema cannot say.</summary>
internal static class DefinitionReader
{
    /// <summary>Name of the file that makes a folder a definition.</summary>
    public const string FileName = "definition.yml";

    private static readonly Lazy<JsonSchema> Schema = new(() => EmbeddedYaml.Schema("Definitions.definition-schema.yml"));

    /// <summary>Reads a definition and finds all that is wrong with it.</summary>
    /// <param name="document">The document.</param>
    /// <param name="folder">The folder it describes, to check the paths that it names; <c>null</c> when it has none.</param>
    public static DefinitionReading Read(DocumentNode document, string? folder = null)
    {
        var form = Schema.Value.Validate(document);
        var issues = new List<OptIssue>(form.Issues);
        var parameters = JsonSchema.NoParameters;
        IReadOnlyList<GuardrailContract> contracts = [];
        if (document is DocumentMapping mapping)
        {
            parameters = DefinitionSchemas.Compile(mapping, issues);
            new DefinitionRules(mapping, folder, issues).Check();
            contracts = ContractReader.Read(mapping["guardrail_contracts"], issues);
        }

        IReadOnlyList<OptIssue> all = [.. IssueSummary.ByPlace(issues), .. FilesOf(document, folder)];
        var valid = form.Value is not null && all.All(i => i.Severity != IssueSeverity.Error);
        return new DefinitionReading(valid ? Build(form.Value!.Value) with { Guardrails = contracts, ParameterNames = ParameterNames((DocumentMapping)document) } : null, parameters, all);
    }

    // What else a workflow's folder says.
    private static IReadOnlyList<OptIssue> FilesOf(DocumentNode document, string? folder)
    {
        if (folder is null || document is not DocumentMapping mapping || mapping.TextOf("kind") != nameof(DefinitionKind.WorkflowDef))
        {
            return [];
        }

        var entries = ((mapping["flow_specs"] as DocumentSequence)?.Items.OfType<DocumentMapping>() ?? []).Append(mapping).Select(owner => owner["entry"]).OfType<DocumentMapping>();
        var steps = entries.Select(e => e.TextOf("steps")).OfType<string>().Where(s => TargetPath.Problem(s) is null);
        return WorkflowFiles.Read(folder, document.Position.File is { } file ? Path.GetDirectoryName(file) ?? "" : folder, steps).Issues;
    }

    private static Definition Build(JsonElement value) => new()
    {
        Kind = Enum.Parse<DefinitionKind>(value.Text("kind")!),
        Name = value.Text("name")!,
        Version = SemanticVersion.Parse(value.Text("version")!),
        Description = value.Text("description"),
        Entry = Entry(value),
        ParametersSchema = value.Value("parameters_schema"),
        InputSchema = value.Value("input_schema"),
        OutputSchema = value.Value("output_schema"),
        InputColumns = Columns(value.Value("input_schema")),
        OutputColumns = Columns(value.Value("output_schema")),
        Compatibility = value.Value("compatibility_rules") is { } rules ? Compatibility(rules) : new CompatibilityRules(),
        FlowSpecs = value.List("flow_specs", Flow),
        LineageContracts = value.List("lineage_contracts", Contract),
        StatusAggregation = value.Value("status_aggregation_contract") is { } contract ? Aggregation(contract) : null,
        TestSuite = value.Text("test_suite"),
    };

    // Resolved values have their keys sorted; calls of a macro go by the order in which its parameters are declared.
    private static IReadOnlyList<string> ParameterNames(DocumentMapping definition) =>
        (definition["parameters_schema"] as DocumentMapping)?["properties"] is DocumentMapping properties ? [.. properties.Entries.Select(e => e.Name)] : [];

    private static DefinitionEntry? Entry(JsonElement owner)
    {
        if (owner.Value("entry") is not { } entry)
        {
            return null;
        }

        if (entry.Value("command") is not null)
        {
            return new DefinitionEntry(EntryKind.Command, entry.Texts("command"))
            {
                Environment = entry.Value("environment") is { } environment ? Environment(environment) : EntryEnvironment.Standard,
                WritesInputFiles = entry.Text("input_files") != "none",
                StopGrace = entry.Duration("stop_grace"),
            };
        }

        var only = entry.EnumerateObject().Single();
        return new DefinitionEntry(Enum.Parse<EntryKind>(only.Name, ignoreCase: true), [only.Value.GetString()!]);
    }

    private static EntryEnvironment Environment(JsonElement environment) => new(
        environment.Texts("allow"),
        environment.Value("set")?.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString()!) ?? []);

    private static IReadOnlyList<ColumnSpec> Columns(JsonElement? schema) => schema?.List("columns", c => new ColumnSpec(c.Text("name")!, c.Text("dtype"), c.Flag("nullable"), c.Text("role"))) ?? [];

    private static CompatibilityRules Compatibility(JsonElement rules) => new()
    {
        UpstreamTypes = Types(rules, "upstream_types"),
        UpstreamMin = rules.Integer("upstream_min") ?? 0,
        UpstreamMax = rules.Integer("upstream_max"),
        DownstreamTypes = Types(rules, "downstream_types"),
    };

    private static FlowSpec Flow(JsonElement flow) => new()
    {
        Flow = flow.Word<FlowKind>("flow_kind")!.Value,
        Template = flow.Text("flow_template"),
        Entry = Entry(flow),
        ParametersSchema = flow.Value("parameters_schema"),
        Timeout = flow.Duration("timeout"),
        RetryPolicy = flow.Retry("retry_policy"),
        Overlap = flow.Word<OverlapPolicy>("overlap"),
        Promotion = flow.Word<ModelPromotion>("promote"),
    };

    private static LineageContract Contract(JsonElement contract) => new(
        contract.Text("role")!,
        contract.Word<EdgeKind>("kind")!.Value,
        contract.Flag("required") ?? false,
        Types(contract, "types"));

    internal static StatusAggregationContract Aggregation(JsonElement contract) => new(
        contract.Word<AggregationMethod>("aggregation_method") ?? AggregationMethod.MinSeverity,
        contract.List("status_priority", s => SnakeCase.TryParse<FlowStatus>(s.GetString(), out var status) ? status : default),
        contract.Word<FlowKind>("primary"));

    private static IReadOnlyList<InstanceType> Types(JsonElement owner, string key) => owner.List(key, t => Enum.Parse<InstanceType>(t.GetString()!));
}
