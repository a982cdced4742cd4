using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Tests.OpenLineage;

/// <summary>The schema that OpenLineage publishes for run events, with those of the facets that we write, in one document.</summary>
internal static class PublishedSchema
{
    private const string Base = "https://openlineage.io/spec/";

    private static readonly Lazy<JsonSchema> Compiled = new(Compile);

    /// <summary>What is wrong with an event; nothing.</summary>
    public static IEnumerable<string> Problems(string lineageEvent) =>
        Compiled.Value.Validate(DocumentReader.Read(lineageEvent, "event.json")).Issues.Select(i => i.ToString());

    private static JsonSchema Compile()
    {
        var definitions = new JsonObject();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Here(), "specification"), "*.json"))
        {
            definitions.Add(Path.GetFileNameWithoutExtension(file), JsonNode.Parse(File.ReadAllText(file)));
        }

        // The schema of an event leaves its facets open; each facet's own says what it holds.
        var dataset = Facets(("version", "1-0-1/DatasetVersionDatasetFacet"), ("schema", "1-2-0/SchemaDatasetFacet"));
        var output = dataset.DeepClone();
        output["outputFacets"] = Facets(("outputStatistics", "1-0-2/OutputStatisticsOutputDatasetFacet"))["facets"]!.DeepClone();
        var bundle = new JsonObject
        {
            ["$defs"] = definitions,
            ["$ref"] = Base + "2-0-2/OpenLineage.json#/$defs/RunEvent",
            ["required"] = new JsonArray("eventType", "inputs", "outputs"),
            ["properties"] = new JsonObject
            {
                ["run"] = new JsonObject
                {
                    ["properties"] = Facets(
                        ("parent", "1-2-0/ParentRunFacet"), ("errorMessage", "1-0-1/ErrorMessageRunFacet"), ("nominalTime", "1-0-1/NominalTimeRunFacet"), ("processing_engine", "1-1-1/ProcessingEngineRunFacet")),
                },
                ["job"] = new JsonObject { ["properties"] = Facets(("jobType", "2-0-4/JobTypeJobFacet")) },
                ["inputs"] = new JsonObject { ["items"] = new JsonObject { ["properties"] = dataset } },
                ["outputs"] = new JsonObject { ["items"] = new JsonObject { ["properties"] = output } },
            },
        };
        var issues = new List<OptIssue>();
        var schema = JsonSchema.Compile(DocumentReader.Read(bundle.ToJsonString(), "bundle.json"), issues);
        Assert.DoesNotContain(issues, i => i.Severity == IssueSeverity.Error);
        return schema;
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    // Only these: a facet without a schema here would be one that nobody checks.
    private static JsonObject Facets(params (string Name, string Schema)[] facets) => new()
    {
        ["facets"] = new JsonObject
        {
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(facets.Select(f => KeyValuePair.Create<string, JsonNode?>(
                f.Name, new JsonObject { ["$ref"] = $"{Base}facets/{f.Schema}.json#/$defs/{f.Schema.Split('/')[1]}" }))),
        },
    };
}
