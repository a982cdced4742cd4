using OptAIC.Errors;

namespace OptAIC.Selectors;

/// <summary>A selector cannot be read.</summary>
/// <param name="selector">The selector.</param>
/// <param name="problem">What is wrong with it.</param>
public sealed class SelectorException(string selector, string problem)
    : OptException("InvalidSelector", ExitCode.Usage, $"selector '{selector}': {problem}", "write name, +name, name+, 2+name+1, @name, type:SignalInstance, status:stale, tag:nightly or name*; space is union, comma intersection")
{
    /// <summary>The selector.</summary>
    public string Selector { get; } = selector;
}
