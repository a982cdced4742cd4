using System.Globalization;
using OptAIC.Aggregation;
using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Yaml;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Definitions;

public class DefinitionReaderTests
{
    internal const string Full = """
        kind: PipelineDef
        name: csv_prices
        version: 1.2.0
        description: Daily OHLCV from CSV files
        entry:
          command: [pwsh, -NoProfile, -File, refresh.ps1]
        parameters_schema: { type: object, required: [path], properties: { path: {type: string}, symbols: {type: array, items: {type: string}} } }
        input_schema: { columns: [] }
        output_schema: { columns: [{name: date, dtype: date}, {name: entity, dtype: string}, {name: close, dtype: float64}] }
        compatibility_rules: { upstream_types: [DatasetInstance], upstream_min: 0, upstream_max: 10, downstream_types: [SignalInstance] }
        flow_specs:
          - { flow_kind: refresh, flow_template: dataset_refresh, parameters_schema: {type: object}, timeout: 30m, retry_policy: {max_retries: 3, backoff: exponential, delay: 1m} }
        lineage_contracts: [ { role: input, kind: data_dependency, required: true, types: [DatasetInstance] } ]
        status_aggregation_contract: { aggregation_method: min_severity, status_priority: [ERROR, STALE, RUNNING, READY] }
        guardrail_contracts: [ { kind: dataset.schema, config: {required_columns: [date, entity, close]}, enforcement: warn } ]
        """;

    [Fact]
    public void Everything_that_a_definition_says_is_read()
    {
        var definition = Read(Full).Definition!;
        Assert.Equal((DefinitionKind.PipelineDef, "csv_prices@1.2.0", "Daily OHLCV from CSV files"), (definition.Kind, definition.ToString(), definition.Description));
        Assert.Equal((EntryKind.Command, "pwsh -NoProfile -File refresh.ps1"), (definition.Entry!.Kind, definition.Entry.Text));
        Assert.Equal([new ColumnSpec("date", "date"), new ColumnSpec("entity", "string"), new ColumnSpec("close", "float64")], definition.OutputColumns);
        Assert.Equal((0, 10, InstanceType.DatasetInstance), (definition.Compatibility.UpstreamMin, definition.Compatibility.UpstreamMax, definition.Compatibility.UpstreamTypes[0]));
        var flow = Assert.Single(definition.FlowSpecs);
        Assert.Equal((FlowKind.Refresh, TimeSpan.FromMinutes(30), 3, RetryBackoff.Exponential), (flow.Flow, flow.Timeout, flow.RetryPolicy!.MaxRetries, flow.RetryPolicy.Backoff));
        Assert.Equal((EdgeKind.DataDependency, true), (definition.LineageContracts[0].Kind, definition.LineageContracts[0].Required));
        Assert.Equal(AggregationMethod.MinSeverity, definition.StatusAggregation!.Method);
        Assert.Equal(FlowStatus.Error, definition.StatusAggregation.Priority[0]);
        Assert.Equal(("dataset.schema", GuardrailEnforcement.Warn), (definition.Guardrails[0].Kind, definition.Guardrails[0].Enforcement));
    }

    [Fact]
    public void Four_mistakes_are_reported_at_once_each_at_its_place()
    {
        var reading = Read("kind: PipelineDef\nname: csv/prices\nversion: 1.2\nentri:\n  builtin: builtin.csv\nparameters_schema:\n  type: object\n  properties:\n    path: {type: strng}\n");
        Assert.Equal(
            [
                "1:1  the key 'entry' is missing; it says what runs",
                "2:7 /name the name 'csv/prices' contains '/'; letters A–Z, digits, '.', '_' and '-' are allowed",
                "3:10 /version '1.2' is not a semantic version; write three numbers, for example 1.2.0",
                "4:1 /entri the key 'entri' is unknown; did you mean 'entry'?",
                "9:18 /parameters_schema/properties/path/type a type is one of null, boolean, integer, number, string, array, object; found 'strng'; did you mean 'string'?",
            ],
            reading.Issues.Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.Line}:{i.Column} {i.Pointer} {i.Message}")));
        Assert.Null(reading.Definition);
    }

    [Theory]
    [InlineData("PipelineDef", "builtin: builtin.csv", null)]
    [InlineData("PipelineDef", "builtin: builtin.cvs", "did you mean 'builtin.csv'?")]
    [InlineData("PipelineDef", "builtin: builtin.simple", "the engine has no PipelineDef 'builtin.simple'")]
    [InlineData("PipelineDef", "expression: close", "PipelineDef takes the entry builtin or command; found expression")]
    [InlineData("StoreDef", "builtin: builtin.sqlite", null)]
    [InlineData("StoreDef", "command: [x]", "StoreDef takes the entry builtin; found command")]
    [InlineData("AccessorDef", "command: [x]", "AccessorDef takes the entry builtin; found command")]
    [InlineData("OpDef", "expression: 'DELTA(close, 1)'", null)]
    [InlineData("OpMacroDef", "command: [x]", "OpMacroDef takes the entry expression or builtin; found command")]
    [InlineData("WorkflowDef", "steps: steps.yml", null)]
    [InlineData("MLModuleDef", "command: [python3, train.py]", null)]
    [InlineData("MLModuleDef", "steps: steps.yml", "MLModuleDef takes the entry builtin or command; found steps")]
    [InlineData("PipelineDef", "builtin: builtin.csv, command: [x]", "exactly one of builtin, command, expression, steps; found builtin, command")]
    [InlineData("PipelineDef", "", "exactly one of builtin, command, expression, steps; found none")]
    public void Each_kind_has_its_entries(string kind, string entry, string? problem)
    {
        var issues = Read($"kind: {kind}\nname: x\nversion: 1.0.0\nentry: {{ {entry} }}\n").Issues;
        if (problem is null)
        {
            Assert.Empty(issues);
        }
        else
        {
            Assert.Contains(problem, Assert.Single(issues).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("compatibility_rules: {upstream_min: 3, upstream_max: 2}", "upstream_min is 3, more than upstream_max, which is 2")]
    [InlineData("status_aggregation_contract: {status_priority: [READY, ERROR]}", "ready must come last in the priority")]
    [InlineData("status_aggregation_contract: {aggregation_method: primary}", "a primary flow goes with the method 'primary', and only with it")]
    [InlineData("flow_specs: [{flow_kind: refresh}, {flow_kind: refresh}]", "the flow_kind 'refresh' stands twice in flow_specs")]
    [InlineData("flow_specs: [{flow_kind: refresh, timeout: soon}]", "expected a duration such as 90s, 30m or 1h30m; found 'soon'")]
    [InlineData("lineage_contracts: [{role: a}, {role: a}]", "the role 'a' stands twice in lineage_contracts")]
    [InlineData("guardrail_contracts: [{kind: dataset.scheme}]", "did you mean 'dataset.schema'?")]
    [InlineData("output_schema: {columns: [{name: a, dtype: float}]}", "found 'float'")]
    [InlineData("version: 1.0.0+local", "leave out '+local'")]
    [InlineData("test_suite: ../elsewhere", "leads out of the definition's folder")]
    [InlineData("test_suite: tests", "there is no 'tests' in the definition's folder")]
    public void Rules_beyond_the_form_are_checked(string line, string problem)
    {
        using var folder = new TemporaryFolder();
        var version = line.StartsWith("version", StringComparison.Ordinal) ? "" : "version: 1.0.0\n";
        var document = DocumentReader.Read($"kind: PipelineDef\nname: x\n{version}entry: {{command: [x]}}\n{line}\n", "definition.yml");
        Assert.Contains(problem, Assert.Single(DefinitionReader.Read(document, folder.Path).Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_knows_every_word_of_the_model()
    {
        var schema = DocumentReader.Read(EmbeddedYaml.Text("Definitions.definition-schema.yml"), null);
        Assert.Equal(Enum.GetNames<DefinitionKind>(), Words("/properties/kind/enum"));
        Assert.Equal(SnakeCase.All<FlowKind>(), Words("/properties/flow_specs/items/properties/flow_kind/enum"));
        Assert.Equal(SnakeCase.All<OverlapPolicy>(), Words("/properties/flow_specs/items/properties/overlap/enum"));
        Assert.Equal(Enum.GetNames<InstanceType>(), Words("/$defs/instance_types/items/enum"));
        Assert.Equal(SnakeCase.All<AggregationMethod>(), Words("/properties/status_aggregation_contract/properties/aggregation_method/enum"));
        Assert.Equal(
            SnakeCase.All<FlowStatus>().Order(),
            Words("/properties/status_aggregation_contract/properties/status_priority/items/enum").Select(s => s.ToLowerInvariant()).Order());
        Assert.All(Words("/properties/lineage_contracts/items/properties/kind/enum"), w => Assert.True(SnakeCase.TryParse<EdgeKind>(w, out _)));

        IEnumerable<string> Words(string pointer) => ((DocumentSequence)JsonPointer.Find(schema, pointer)!).Items.Select(i => ((DocumentScalar)i).Text);
    }

    private static DefinitionReading Read(string text) => DefinitionReader.Read(DocumentReader.Read(text, "definition.yml"));
}
