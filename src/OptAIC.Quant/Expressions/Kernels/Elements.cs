using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>Element by element. An operand with one value stands for a run of it.</summary>
internal static class Elements
{
    /// <summary>A function of one operand.</summary>
    public static void Map(ReadOnlySpan<double> x, Func<double, double> function, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = function(x[i]);
        }
    }

    /// <summary>A function of two operands.</summary>
    public static void Map(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Func<double, double, double> function, Span<double> result)
    {
        var (stepA, stepB) = (Step(a), Step(b));
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = function(a[i * stepA], b[i * stepB]);
        }
    }

    /// <summary>The second or the third operand, by whether the first is not 0; NaN where it is NaN.</summary>
    public static void Choose(ReadOnlySpan<double> condition, ReadOnlySpan<double> whenTrue, ReadOnlySpan<double> whenFalse, Span<double> result)
    {
        var (step, stepTrue, stepFalse) = (Step(condition), Step(whenTrue), Step(whenFalse));
        for (var i = 0; i < result.Length; i++)
        {
            var chosen = condition[i * step];
            result[i] = double.IsNaN(chosen) ? chosen : chosen != 0 ? whenTrue[i * stepTrue] : whenFalse[i * stepFalse];
        }
    }

    /// <summary>An arithmetic operation on two operands.</summary>
    [MethodImpl(VectorLoop.Compiled)]
    public static void Combine<TOperation>(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
        where TOperation : struct, IArithmetic
    {
        var (stepA, stepB) = (Step(a), Step(b));
        var vectorized = result.Length - (result.Length % Vector<double>.Count);
        for (var i = 0; i < vectorized; i += Vector<double>.Count)
        {
            TOperation.Of(Load(a, i, stepA), Load(b, i, stepB)).StoreUnsafe(ref MemoryMarshal.GetReference(result), (nuint)i);
        }

        for (var i = vectorized; i < result.Length; i++)
        {
            result[i] = TOperation.Of(a[i * stepA], b[i * stepB]);
        }
    }

    private static int Step(ReadOnlySpan<double> operand) => operand.Length == 1 ? 0 : 1;

    private static Vector<double> Load(ReadOnlySpan<double> operand, int i, int step) =>
        step == 0 ? new Vector<double>(operand[0]) : Vector.LoadUnsafe(ref MemoryMarshal.GetReference(operand), (nuint)i);
}
