using OptAIC.Errors;

namespace OptAIC.Naming;

/// <summary>A name cannot be used.</summary>
/// <param name="name">The name.</param>
/// <param name="problem">What is wrong with it.</param>
public sealed class IllegalNameException(string name, string problem)
    : OptException("IllegalName", ExitCode.Usage, $"the name '{name}' {problem}", "use letters A–Z, digits, '.', '_' and '-', starting with a letter, a digit or '_'")
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
