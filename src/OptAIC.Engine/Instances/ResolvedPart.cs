using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Instances;

/// <summary>A part of a spec with its definition found and its config checked, or the instance that it shares.</summary>
/// <param name="Key">Key under which it stands in the spec.</param>
internal sealed record ResolvedPart(string Key)
{
    /// <summary>The instance that is the part, when it is shared.</summary>
    public InstanceRow? Shared { get; init; }

    /// <summary>Its definition; of a shared part, that of the instance.</summary>
    public Definition? Definition { get; init; }

    /// <summary>Where it was named.</summary>
    public DocumentPosition Position { get; init; }

    public PinnedDefinition? Pinned { get; init; }

    /// <summary>The definitions that its expression calls.</summary>
    public IReadOnlyList<PinnedDefinition> Macros { get; init; } = [];

    /// <summary>Hash of its definition, and of those that its expression calls.</summary>
    public string DefinitionHash => Macros.Count == 0 ? Pinned!.Hash : Digest.Of([Pinned!.Hash, .. Macros.Select(m => m.Hash)]);

    /// <summary>The config with defaults applied.</summary>
    public JsonElement Config { get; init; }

    /// <summary>The config as it was written; <c>null</c> when there is none.</summary>
    public DocumentMapping? Written { get; init; }

    /// <summary>Instances that the config names.</summary>
    public IReadOnlyList<FoundValue> References { get; init; } = [];

    /// <summary>Files and patterns that the config names, full paths.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];
}
