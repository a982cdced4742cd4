namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>A value beside the one n rows before it; n rows after it when n is negative.</summary>
internal static class Lags
{
    /// <summary>The value n rows before.</summary>
    public static void Reference(ReadOnlySpan<double> x, int n, Span<double> result)
    {
        if (Shift(x.Length, n, result) is { Length: > 0 } shift)
        {
            x.Slice(shift.Then, shift.Length).CopyTo(result[shift.Now..]);
        }
    }

    /// <summary>An operation on the value and the one n rows before.</summary>
    public static void Combine<TOperation>(ReadOnlySpan<double> x, int n, Span<double> result)
        where TOperation : struct, IArithmetic
    {
        if (Shift(x.Length, n, result) is { Length: > 0 } shift)
        {
            Elements.Combine<TOperation>(x.Slice(shift.Now, shift.Length), x.Slice(shift.Then, shift.Length), result.Slice(shift.Now, shift.Length));
        }
    }

    /// <summary>Where the pairs start and how many there are; rows without a partner become NaN.</summary>
    private static (int Now, int Then, int Length) Shift(int rows, int n, Span<double> result)
    {
        var missing = (int)Math.Min(rows, Math.Abs((long)n));
        var pairs = rows - missing;
        (n >= 0 ? result[..missing] : result[pairs..]).Fill(double.NaN);
        return n >= 0 ? (missing, 0, pairs) : (0, missing, pairs);
    }
}
