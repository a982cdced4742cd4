using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Backpacks;

/// <summary>Reads <c>software/environment.yml</c>. A file without an engine is conda's own.</summary>
internal static class EnvironmentReader
{
    private static readonly Lazy<JsonSchema> Schema = new(() => EmbeddedYaml.Schema("Backpacks.environment-schema.yml"));

    /// <summary>Finds all that is wrong with it. Returns the engine.</summary>
    public static string? Check(DocumentNode document, List<OptIssue> issues)
    {
        var form = Schema.Value.Validate(document);
        issues.AddRange(form.Issues);
        if (form.Value is not { } value)
        {
            return null;
        }

        var engine = value.Text("engine") ?? "conda";
        if (engine != "none")
        {
            var node = (document as DocumentMapping)?["engine"] ?? document;
            issues.Add(node.Issue("unsupported", $"this version of OptAIC prepares no environments, and this one asks for {engine}; write 'engine: none' to run with the programs of this machine") with { Expected = "engine: none", Found = engine });
        }

        return engine;
    }
}
