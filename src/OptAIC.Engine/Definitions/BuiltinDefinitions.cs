using System.Collections.Concurrent;
using OptAIC.Definitions;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Definitions;

/// <summary>The definitions that ship inside the engine. Each is read when it is first asked for.</summary>
internal static class BuiltinDefinitions
{
    /// <summary>How their names begin; no registered definition may be called so.</summary>
    public const string Prefix = "builtin.";

    private static readonly (DefinitionKind Kind, string Name, string Resource)[] Table =
    [
        (DefinitionKind.PipelineDef, "builtin.command", "pipeline-command"),
        (DefinitionKind.PipelineDef, "builtin.csv", "pipeline-csv"),
        (DefinitionKind.PipelineDef, "builtin.expression", "pipeline-expression"),
        (DefinitionKind.PipelineDef, "builtin.http_csv", "pipeline-http-csv"),
        (DefinitionKind.PipelineDef, "builtin.sqlite", "pipeline-sqlite"),
        (DefinitionKind.StoreDef, "builtin.csv", "store-csv"),
        (DefinitionKind.StoreDef, "builtin.sqlite", "store-sqlite"),
        (DefinitionKind.AccessorDef, "builtin.simple", "accessor-simple"),
        (DefinitionKind.PortfolioOptimizerDef, "builtin.equal_weight", "optimizer-equal-weight"),
        (DefinitionKind.PortfolioOptimizerDef, "builtin.min_variance", "optimizer-min-variance"),
    ];

    private static readonly ConcurrentDictionary<string, LoadedDefinition> Loaded = new();

    /// <summary>All of them.</summary>
    public static IEnumerable<LoadedDefinition> All => Table.Select(t => Load(t.Resource));

    /// <summary>The names of a kind.</summary>
    public static IReadOnlyList<string> Names(DefinitionKind kind) => [.. Table.Where(t => t.Kind == kind).Select(t => t.Name)];

    /// <summary>Those of a name, at most one per kind.</summary>
    public static IEnumerable<LoadedDefinition> Find(string name, DefinitionKind? kind) =>
        Table.Where(t => t.Name == name && (kind is null || t.Kind == kind)).Select(t => Load(t.Resource));

    private static LoadedDefinition Load(string resource) => Loaded.GetOrAdd(resource, static resource =>
    {
        var text = EmbeddedYaml.Text($"Definitions.Builtins.{resource}.yml");
        var reading = DefinitionReader.Read(DocumentReader.Read(text, resource + ".yml"));
        return new LoadedDefinition
        {
            Definition = reading.Definition ?? throw new InvalidDefinitionException(reading.Issues),
            Parameters = reading.Parameters,
            Hash = ContentHash.OfTree([(DefinitionReader.FileName, ContentHash.OfText(text))]),
            Source = DefinitionSource.Builtin,
        };
    });
}
