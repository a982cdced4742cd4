using OptAIC.Definitions;
using OptAIC.Errors;

namespace OptAIC.Engine.Definitions;

/// <summary>A reference means several versions where one is to be named.</summary>
/// <param name="name">Name of the definition.</param>
/// <param name="versions">The versions that it means.</param>
public sealed class DefinitionVersionNeededException(string name, IReadOnlyList<SemanticVersion> versions)
    : OptException("DefinitionVersionNeeded", ExitCode.Usage, $"'{name}' means {versions.Count} versions: {string.Join(", ", versions)}", $"name one of them, for example {name}@{versions[0]}");
