using OptAIC.Definitions;
using OptAIC.Errors;
using OptAIC.Naming;

namespace OptAIC.Engine.Definitions;

/// <summary>No definition has the name, the kind or the version that was asked for.</summary>
public sealed class DefinitionNotFoundException : OptException
{
    private DefinitionNotFoundException(string reference, string message, string hint)
        : base("DefinitionNotFound", ExitCode.NotFound, message, hint) => Reference = reference;

    /// <summary>What was asked for.</summary>
    public string Reference { get; }

    internal static DefinitionNotFoundException Name(DefinitionReference reference, DefinitionKind? kind, IEnumerable<string> known) => new(
        reference.ToString(),
        $"there is no {(kind is null ? "definition" : kind.ToString())} '{reference.Name}'",
        Directory.Exists(reference.Name)
            ? $"to mean the folder, write ./{reference.Name}"
            : NearestName.Hint(reference.Name, known) ?? "optaic definition list shows what there is");

    internal static DefinitionNotFoundException Version(DefinitionReference reference, IEnumerable<SemanticVersion> versions) => new(
        reference.ToString(),
        $"there is no version {reference.Range} of the definition '{reference.Name}'",
        $"registered are {string.Join(", ", versions.Order())}");
}
