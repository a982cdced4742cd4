namespace OptAIC.Quant.Optimizers;

/// <summary>
/// Simple returns of some names over the same observations: <c>observations × names</c>, stored name after name, oldest
/// observation first, without gaps.
/// </summary>
public sealed class ReturnWindow
{
    private readonly ReadOnlyMemory<double> _values;

    /// <summary>Makes a window over values that it keeps; they must not change while it is in use.</summary>
    /// <param name="names">Names, in the order of the columns.</param>
    /// <param name="observations">Number of observations of each name.</param>
    /// <param name="values"><c>observations × names</c> values: value <c>k</c> of name <c>i</c> stands at <c>i × observations + k</c>.</param>
    /// <exception cref="ArgumentException">The values do not fill the axes.</exception>
    public ReturnWindow(IReadOnlyList<string> names, int observations, ReadOnlyMemory<double> values)
    {
        if (values.Length != names.Count * observations)
        {
            throw new ArgumentException($"{observations} observations × {names.Count} names = {names.Count * observations} returns are needed; {values.Length} were given", nameof(values));
        }

        Names = names;
        Observations = observations;
        _values = values;
    }

    /// <summary>Names, in the order of the columns.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of observations of each name.</summary>
    public int Observations { get; }

    /// <summary>The returns of one name, oldest first.</summary>
    public ReadOnlySpan<double> Of(int name) => _values.Span.Slice(name * Observations, Observations);
}
