namespace OptAIC.Quant.Expressions.Operators;

/// <summary>Fills <paramref name="result"/> from the operands: runs of the same shape as the result, or constants.</summary>
internal delegate void Kernel(Operands operands, Span<double> result);
