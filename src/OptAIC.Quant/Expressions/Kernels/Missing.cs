using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>Missing values.</summary>
internal static class Missing
{
    /// <summary>
    /// Makes every NaN the same NaN. Its sign and payload are what the processor and the order of operands happen to give, and
    /// results are hashed.
    /// </summary>
    [MethodImpl(VectorLoop.Compiled)]
    public static void Unify(Span<double> values)
    {
        var nan = new Vector<double>(double.NaN);
        foreach (ref var vector in MemoryMarshal.Cast<double, Vector<double>>(values))
        {
            vector = Vector.ConditionalSelect(Vector.Equals(vector, vector), vector, nan);
        }

        foreach (ref var value in values[(values.Length / Vector<double>.Count * Vector<double>.Count)..])
        {
            value = double.IsNaN(value) ? double.NaN : value;
        }
    }
}
