namespace OptAIC.Quant.Expressions;

/// <summary>Macros that are all at hand.</summary>
public sealed class MacroTable : IMacros
{
    private readonly Dictionary<string, Macro> _byName;

    /// <summary>Makes a table.</summary>
    /// <exception cref="ArgumentException">Two have the same name, but for its case.</exception>
    public MacroTable(params IEnumerable<Macro> macros) => _byName = macros.ToDictionary(macro => macro.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>No macros.</summary>
    public static MacroTable Empty { get; } = new();

    /// <inheritdoc/>
    public IEnumerable<string> Names => _byName.Keys;

    /// <inheritdoc/>
    public Macro? Find(string name) => _byName.GetValueOrDefault(name);
}
