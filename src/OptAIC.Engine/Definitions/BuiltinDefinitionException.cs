using OptAIC.Errors;

namespace OptAIC.Engine.Definitions;

/// <summary>A built-in definition was to be removed.</summary>
/// <param name="name">Its name.</param>
public sealed class BuiltinDefinitionException(string name)
    : OptException("BuiltinDefinition", ExitCode.Usage, $"'{name}' is a part of the engine and cannot be removed", "optaic definition list shows which definitions are registered");
