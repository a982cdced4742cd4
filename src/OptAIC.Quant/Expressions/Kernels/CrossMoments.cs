using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>Distances from the mean of the valid entities of each row of a tile.</summary>
internal static class CrossMoments
{
    /// <summary>x less the row's mean.</summary>
    [MethodImpl(VectorLoop.Compiled)]
    public static void Demean(ReadOnlySpan<double> tile, Span<double> result)
    {
        for (var row = 0; row < Tile.Rows; row += Vector<double>.Count)
        {
            var (sum, count) = Sum(tile, row);
            for (var at = row; at < tile.Length; at += Tile.Rows)
            {
                Store(sum.ScaledDistance(Load(tile, at), count) / count, result, at);
            }
        }
    }

    /// <summary>x less the row's mean, over the row's standard deviation (ddof 1). Fewer than two entities, or all equal: NaN.</summary>
    [MethodImpl(VectorLoop.Compiled)]
    public static void ZScore(ReadOnlySpan<double> tile, Span<double> result)
    {
        for (var row = 0; row < Tile.Rows; row += Vector<double>.Count)
        {
            var (sum, count) = Sum(tile, row);
            var squares = Vector<double>.Zero;
            for (var at = row; at < tile.Length; at += Tile.Rows)
            {
                var distance = sum.ScaledDistance(Load(tile, at), count);
                Store(distance, result, at);
                squares += ZeroIfMissing(distance * distance);
            }

            // Distances and their deviation are both n times too large.
            var scale = Vector.SquareRoot(squares / (count - Vector<double>.One));
            for (var at = row; at < tile.Length; at += Tile.Rows)
            {
                Store(Load(result, at) / scale, result, at);
            }
        }
    }

    [MethodImpl(VectorLoop.Compiled)]
    private static (CompensatedSum Sum, Vector<double> Count) Sum(ReadOnlySpan<double> tile, int row)
    {
        var sum = default(CompensatedSum);
        var count = Vector<double>.Zero;
        for (var at = row; at < tile.Length; at += Tile.Rows)
        {
            var x = Load(tile, at);
            sum += ZeroIfMissing(x);
            count += Vector.ConditionalSelect(Vector.Equals(x, x), Vector<double>.One, Vector<double>.Zero);
        }

        return (sum, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> ZeroIfMissing(Vector<double> x) => Vector.ConditionalSelect(Vector.Equals(x, x), x, Vector<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Load(ReadOnlySpan<double> tile, int at) => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(tile), (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector<double> value, Span<double> tile, int at) => value.StoreUnsafe(ref MemoryMarshal.GetReference(tile), (nuint)at);
}
