using System.Text.Json;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Tests.Schemas;

/// <summary>Schemas and documents written as text.</summary>
internal static class SchemaText
{
    public static JsonSchema Compile(string schema)
    {
        var issues = new List<OptIssue>();
        var compiled = JsonSchema.Compile(DocumentReader.Read(schema, "schema.yml"), issues);
        Assert.Empty(issues);
        return compiled;
    }

    public static IReadOnlyList<OptIssue> Mistakes(string schema)
    {
        var issues = new List<OptIssue>();
        JsonSchema.Compile(DocumentReader.Read(schema, "schema.yml"), issues);
        return issues;
    }

    public static SchemaResult Check(string schema, string document, string file = "f.yml") => Compile(schema).Validate(DocumentReader.Read(document, file));

    public static string? Json(this SchemaResult result) => result.Value is { ValueKind: not JsonValueKind.Undefined } value ? value.GetRawText() : null;
}
