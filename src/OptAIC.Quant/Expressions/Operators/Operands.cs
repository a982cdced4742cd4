namespace OptAIC.Quant.Expressions.Operators;

/// <summary>What a kernel works on: per operand a run of values, or a single value when it is a constant.</summary>
internal readonly ref struct Operands(ReadOnlySpan<ReadOnlyMemory<double>> values)
{
    private readonly ReadOnlySpan<ReadOnlyMemory<double>> _values = values;

    /// <summary>Values of an operand.</summary>
    public ReadOnlySpan<double> this[int operand] => _values[operand].Span;

    /// <summary>Value of a constant operand that the type check knows to be an integer.</summary>
    public int Integer(int operand) => (int)_values[operand].Span[0];
}
