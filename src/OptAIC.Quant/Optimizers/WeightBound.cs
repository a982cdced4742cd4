namespace OptAIC.Quant.Optimizers;

/// <summary>A bound on weights: one number for every name, and other numbers for some names.</summary>
/// <param name="Value">Bound of every name that has none of its own; a fraction of equity.</param>
public sealed record WeightBound(double Value)
{
    /// <summary>Bounds of single names; names that are not in the problem are ignored, as the selection may vary by date.</summary>
    public IReadOnlyDictionary<string, double> PerName { get; init; } = new Dictionary<string, double>();

    /// <summary>The bound of a name.</summary>
    public double For(string name) => PerName.TryGetValue(name, out var own) ? own : Value;

    /// <summary>The same bound for every name.</summary>
    public static implicit operator WeightBound(double value) => FromDouble(value);

    /// <summary>The same bound for every name.</summary>
    public static WeightBound FromDouble(double value) => new(value);
}
