using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OptAIC.Quant.Optimizers;

/// <summary>
/// Kernels on dense vectors. They always add in the same order, four lanes wide and without fused multiply-add, so that
/// results have the same bits on every processor.
/// </summary>
internal static class DenseVector
{
    private const int Lanes = 4;

    /// <summary>Σ xᵢyᵢ over the length of <paramref name="x"/>.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        y = y[..x.Length];
        ref var x0 = ref MemoryMarshal.GetReference(x);
        ref var y0 = ref MemoryMarshal.GetReference(y);
        var (first, second) = (Vector256<double>.Zero, Vector256<double>.Zero);
        nuint i = 0;
        for (; i + (2 * Lanes) <= (nuint)x.Length; i += 2 * Lanes)
        {
            first += Vector256.LoadUnsafe(ref x0, i) * Vector256.LoadUnsafe(ref y0, i);
            second += Vector256.LoadUnsafe(ref x0, i + Lanes) * Vector256.LoadUnsafe(ref y0, i + Lanes);
        }

        var sum = SumLanes(first + second);
        for (var k = (int)i; k < x.Length; k++)
        {
            sum += x[k] * y[k];
        }

        return sum;
    }

    /// <summary>y ← y + factor · x over the length of <paramref name="x"/>.</summary>
    public static void AddScaled(Span<double> y, double factor, ReadOnlySpan<double> x)
    {
        y = y[..x.Length];
        ref var x0 = ref MemoryMarshal.GetReference(x);
        ref var y0 = ref MemoryMarshal.GetReference(y);
        var scale = Vector256.Create(factor);
        nuint i = 0;
        for (; i + Lanes <= (nuint)x.Length; i += Lanes)
        {
            (Vector256.LoadUnsafe(ref y0, i) + (scale * Vector256.LoadUnsafe(ref x0, i))).StoreUnsafe(ref y0, i);
        }

        for (var k = (int)i; k < x.Length; k++)
        {
            y[k] += factor * x[k];
        }
    }

    /// <summary>Σ xᵢ.</summary>
    public static double Sum(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        foreach (var value in x)
        {
            sum += value;
        }

        return sum;
    }

    private static double SumLanes(Vector256<double> v) => (v[0] + v[2]) + (v[1] + v[3]);
}
