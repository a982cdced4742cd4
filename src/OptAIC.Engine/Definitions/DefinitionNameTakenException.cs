using OptAIC.Errors;

namespace OptAIC.Engine.Definitions;

/// <summary>A definition cannot have its name, because another one has it or could be mistaken for it.</summary>
public sealed class DefinitionNameTakenException : OptException
{
    internal DefinitionNameTakenException(string name, string reason)
        : base("DefinitionNameTaken", ExitCode.Usage, $"a definition cannot be called '{name}': {reason}", "choose another name in definition.yml") => Name = name;

    /// <summary>The name.</summary>
    public string Name { get; }
}
