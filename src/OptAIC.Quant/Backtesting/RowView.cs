namespace OptAIC.Quant.Backtesting;

/// <summary>One row of a column-major array: the values of all names on one date.</summary>
internal readonly ref struct RowView(ReadOnlySpan<double> values, int rows, int row)
{
    private readonly ReadOnlySpan<double> _values = values;

    public double this[int name] => _values[(name * rows) + row];
}
