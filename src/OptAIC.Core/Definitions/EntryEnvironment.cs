namespace OptAIC.Definitions;

/// <summary>What a command entry adds to the environment that every program gets.</summary>
/// <param name="Allow">Variables that are inherited besides the usual ones: names, or beginnings of names with a <c>*</c> behind them.</param>
/// <param name="Set">Variables with their values, which may hold templates.</param>
public sealed record EntryEnvironment(IReadOnlyList<string> Allow, IReadOnlyDictionary<string, string> Set)
{
    /// <summary>Nothing is added.</summary>
    public static EntryEnvironment Standard { get; } = new([], new Dictionary<string, string>());

    /// <summary>Whether a variable is among those that are inherited besides the usual ones.</summary>
    /// <param name="variable">Name of the variable.</param>
    /// <param name="comparison">How the system compares names of variables.</param>
    public bool Allows(string variable, StringComparison comparison) =>
        Allow.Any(a => a.EndsWith('*') ? variable.StartsWith(a[..^1], comparison) : variable.Equals(a, comparison));
}
