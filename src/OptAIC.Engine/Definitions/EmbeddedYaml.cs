using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Definitions;

/// <summary>YAML that ships inside the engine: its own schemas and definitions.</summary>
internal static class EmbeddedYaml
{
    /// <summary>The text of a resource.</summary>
    /// <param name="name">Folder and file, separated by dots, below the engine's namespace.</param>
    public static string Text(string name)
    {
        var assembly = typeof(EmbeddedYaml).Assembly;
        using var stream = assembly.GetManifestResourceStream($"OptAIC.Engine.{name}")
            ?? throw new InvalidOperationException($"the resource '{name}' is missing in {assembly.GetName().Name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A resource that is a schema.</summary>
    public static JsonSchema Schema(string name)
    {
        var issues = new List<OptIssue>();
        var schema = JsonSchema.Compile(DocumentReader.Read(Text(name), name), issues);
        return issues.Count == 0 ? schema : throw new InvalidOperationException(IssueSummary.Of(issues));
    }
}
