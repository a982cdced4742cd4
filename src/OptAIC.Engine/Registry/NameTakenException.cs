using OptAIC.Errors;

namespace OptAIC.Engine.Registry;

/// <summary>Another instance has the name.</summary>
/// <param name="name">The name.</param>
public sealed class NameTakenException(string name)
    : OptException("NameTaken", ExitCode.Usage, $"there is already an instance named '{name}'", "choose another name, or remove that instance first")
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
