using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Definitions;

/// <summary>Compiles the schemas inside a definition, so that their mistakes are reported with it.</summary>
internal static class DefinitionSchemas
{
    // The definition's own schema refuses more.
    private const int MaxFlows = 16;

    /// <summary>Compiles all of them.</summary>
    /// <returns>The schema of an instance's config.</returns>
    public static JsonSchema Compile(DocumentMapping definition, List<OptIssue> issues)
    {
        foreach (var data in new[] { definition["input_schema"], definition["output_schema"] }.OfType<DocumentMapping>())
        {
            JsonSchema.Compile(WithoutColumns(data), issues);
        }

        foreach (var flow in (definition["flow_specs"] as DocumentSequence)?.Items.OfType<DocumentMapping>().Take(MaxFlows) ?? [])
        {
            CompileParameters(flow, issues);
        }

        return CompileParameters(definition, issues);
    }

    private static JsonSchema CompileParameters(DocumentMapping owner, List<OptIssue> issues) =>
        owner["parameters_schema"] is { } schema and (DocumentMapping or DocumentScalar { NaturalType: JsonTypes.Boolean })
            ? JsonSchema.Compile(schema, issues)
            : JsonSchema.NoParameters;

    // Columns and their constraints are ours; the rest of a data schema is JSON Schema.
    private static DocumentMapping WithoutColumns(DocumentMapping data) =>
        new([.. data.Entries.Where(e => e.Name is not ("columns" or "constraints"))], data.Position);
}
