using OptAIC.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Definitions;

/// <summary>A definition that is ready for use.</summary>
internal sealed record LoadedDefinition
{
    /// <summary>What <c>definition.yml</c> says.</summary>
    public required Definition Definition { get; init; }

    /// <summary>Schema of an instance's config.</summary>
    public required JsonSchema Parameters { get; init; }

    /// <summary>Content hash of the whole definition.</summary>
    public required string Hash { get; init; }

    /// <summary>Where it comes from.</summary>
    public required DefinitionSource Source { get; init; }

    /// <summary>Its folder; <c>null</c> for a built-in.</summary>
    public string? Folder { get; init; }

    /// <summary>Its files with their hashes; none for a built-in.</summary>
    public IReadOnlyList<DefinitionFile> Files { get; init; } = [];

    /// <summary>The revision of the repository in which it lay when it was registered; <c>null</c> when it lay in none.</summary>
    public OptSourceRevision? Revision { get; init; }

    /// <summary>The definition as an instance pins it.</summary>
    public PinnedDefinition Pin() => new(Definition.Kind.ToString(), Definition.Name, Definition.Version.ToString(), Hash);

    /// <summary>Checks and resolves an instance's config.</summary>
    /// <param name="config">The config as written; <c>null</c> when there is none.</param>
    /// <param name="position">Where the definition was named, for what is missing from no config at all.</param>
    /// <param name="baseDirectory">Directory for relative paths that do not come from a file.</param>
    public SchemaResult CheckConfig(DocumentMapping? config, DocumentPosition position, string? baseDirectory = null) =>
        Parameters.Validate(config ?? new DocumentMapping([], position), baseDirectory);

    /// <summary>The definition as people and scripts see it.</summary>
    public OptDefinition ToObject(IReadOnlyList<OptIssue>? issues = null) => new()
    {
        Name = Definition.Name,
        Version = Definition.Version.ToString(),
        Kind = Definition.Kind.ToString(),
        Description = Definition.Description,
        Hash = Hash,
        Source = Model.SnakeCase.Of(Source),
        Entry = Definition.Entry?.Text,
        Path = Folder,
        Revision = Revision,
        Issues = issues ?? [],
        Parameters = Parameters.Parameters(),
        ParametersSchema = Definition.ParametersSchema?.GetRawText(),
    };

    /// <inheritdoc/>
    public override string ToString() => Definition.ToString();
}
