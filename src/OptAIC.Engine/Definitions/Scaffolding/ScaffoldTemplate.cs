using OptAIC.Definitions;

namespace OptAIC.Engine.Definitions.Scaffolding;

/// <summary>The example of a kind and an entry: files that ship inside the engine, readable ones under <c>Definitions/Scaffolds</c>.</summary>
internal sealed class ScaffoldTemplate
{
    /// <summary>The name that the examples' definitions have, and that a new definition's name replaces.</summary>
    public const string Name = "my_definition";

    private const string Prefix = "scaffold/";

    private ScaffoldTemplate(IReadOnlyDictionary<string, string> files) => Files = files;

    /// <summary>Texts of the files by path, with <c>/</c>.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The entries for which there are examples of a kind; the first is the one to take when nobody says.</summary>
    public static IReadOnlyList<ScaffoldEntry> EntriesOf(DefinitionKind kind) => kind switch
    {
        DefinitionKind.PipelineDef => [ScaffoldEntry.Powershell, ScaffoldEntry.Python, ScaffoldEntry.Shell, ScaffoldEntry.Builtin],
        DefinitionKind.WorkflowDef => [ScaffoldEntry.Powershell, ScaffoldEntry.Python, ScaffoldEntry.Shell],
        DefinitionKind.PortfolioOptimizerDef => [ScaffoldEntry.Builtin, ScaffoldEntry.Python, ScaffoldEntry.Powershell],
        DefinitionKind.MLModuleDef => [ScaffoldEntry.Python],
        DefinitionKind.OpDef or DefinitionKind.OpMacroDef => [ScaffoldEntry.Expression],
        _ => [ScaffoldEntry.Builtin],
    };

    /// <summary>Reads an example.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="folder">Its folder: an entry's word, or <c>file</c> for one that is put around a given file.</param>
    /// <param name="name">Name of the new definition.</param>
    public static ScaffoldTemplate Read(DefinitionKind kind, string folder, string name)
    {
        var assembly = typeof(ScaffoldTemplate).Assembly;
        var start = $"{Prefix}{kind}/{folder}/";
        // Folders are separated as on the machine of the build.
        var resources = assembly.GetManifestResourceNames().Select(r => (Resource: r, Path: r.Replace('\\', '/'))).Where(r => r.Path.StartsWith(start, StringComparison.Ordinal));
        return new ScaffoldTemplate(resources.ToDictionary(r => r.Path[start.Length..], r => Text(r.Resource).Replace(Name, name, StringComparison.Ordinal)));

        string Text(string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            // Shells read no other line ends.
            return reader.ReadToEnd().ReplaceLineEndings("\n");
        }
    }
}
