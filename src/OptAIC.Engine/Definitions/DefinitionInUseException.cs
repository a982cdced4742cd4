using OptAIC.Errors;

namespace OptAIC.Engine.Definitions;

/// <summary>A definition is not removed, because instances use it.</summary>
/// <param name="definition">Name and version.</param>
/// <param name="instances">Names of the instances.</param>
public sealed class DefinitionInUseException(string definition, IReadOnlyList<string> instances)
    : OptException(
        "DefinitionInUse",
        ExitCode.Refused,
        $"{definition} is not removed: {string.Join(", ", instances)} use{(instances.Count == 1 ? "s" : "")} it",
        "move them to another version with 'optaic instance update', or use --force")
{
    /// <summary>Names of the instances that use it.</summary>
    public IReadOnlyList<string> Instances { get; } = instances;
}
