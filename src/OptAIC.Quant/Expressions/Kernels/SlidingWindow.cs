using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>A number for every window of W rows that ends at a row.</summary>
/// <remarks>
/// The window is put together from blocks of 1, 2, 4 … rows, each made of the two blocks of half its size: a fixed tree over the
/// window's own values. Nothing is ever taken out, so results do not drift, they do not depend on where the series starts or on
/// the number of lanes (bit for bit), and a NaN reaches exactly the windows that contain it. The cost is at most
/// 2·log₂ W joins per row, each for a whole vector of rows at once and without a branch: a window of 1,260 rows takes about
/// two and a half times as long as one of 21.
/// </remarks>
internal static class SlidingWindow
{
    /// <summary>Fills <paramref name="result"/>; rows with fewer than <paramref name="window"/> rows up to them get NaN.</summary>
    public static void Apply<TAggregate, TResult>(ReadOnlySpan<double> series, int window, Span<double> result)
        where TAggregate : struct, IWindowAggregate<TAggregate>
        where TResult : struct, IWindowResult<TAggregate>
    {
        if (window > series.Length)
        {
            result.Fill(double.NaN);
            return;
        }

        // Rows of NaN in front: windows that reach before the first row come out as NaN without a special case.
        var padded = RoundUp(series.Length + window + Vector<double>.Count);
        var size = padded * TAggregate.Planes;
        var rented = ArrayPool<double>.Shared.Rent((2 * size) + padded);
        try
        {
            var values = rented.AsSpan(0, padded);
            var first = padded - series.Length;
            values[..first].Fill(double.NaN);
            series.CopyTo(values[first..]);
            var blocks = new BlockPlanes(rented.AsSpan(padded, size), padded);
            var windows = new BlockPlanes(rented.AsSpan(padded + size, size), padded);
            Assemble<TAggregate>(values, blocks, windows, window, first);
            Finish<TAggregate, TResult>(windows, values, window);
            values[first..].CopyTo(result);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>Joins, for each bit set in the window, the block of that many rows that lies right before what is already joined.</summary>
    [MethodImpl(VectorLoop.Compiled)]
    private static void Assemble<TAggregate>(ReadOnlySpan<double> values, BlockPlanes blocks, BlockPlanes windows, int window, int first)
        where TAggregate : struct, IWindowAggregate<TAggregate>
    {
        for (var row = 0; row < values.Length; row += Vector<double>.Count)
        {
            TAggregate.OfRow(LoadRow(values, row)).Store(blocks, row);
        }

        var joined = 0;
        for (var size = 1; ; size *= 2)
        {
            if ((window & size) != 0)
            {
                if (joined == 0)
                {
                    blocks.CopyTo(windows);
                }
                else
                {
                    Extend<TAggregate>(windows, blocks, joined, size, first);
                }

                joined += size;
            }

            if (joined == window)
            {
                return;
            }

            Extend<TAggregate>(blocks, blocks, size, size, first);
        }
    }

    /// <summary>Joins to the block that ends at each row the block that ends right before it. Newest rows first, so that it may be done in place.</summary>
    [MethodImpl(VectorLoop.Compiled)]
    private static void Extend<TAggregate>(BlockPlanes target, BlockPlanes source, int newer, int older, int first)
        where TAggregate : struct, IWindowAggregate<TAggregate>
    {
        var junction = new Junction(newer, older);
        for (var row = target.Length - Vector<double>.Count; row > first - Vector<double>.Count; row -= Vector<double>.Count)
        {
            TAggregate.Load(target, row).After(TAggregate.Load(source, row - newer), junction).Store(target, row);
        }
    }

    [MethodImpl(VectorLoop.Compiled)]
    private static void Finish<TAggregate, TResult>(BlockPlanes windows, Span<double> values, int window)
        where TAggregate : struct, IWindowAggregate<TAggregate>
        where TResult : struct, IWindowResult<TAggregate>
    {
        var size = new WindowSize(window);
        for (var row = 0; row < values.Length; row += Vector<double>.Count)
        {
            TResult.Of(TAggregate.Load(windows, row), LoadRow(values, row), size)
                .StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> LoadRow(ReadOnlySpan<double> values, int row) => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)row);

    private static int RoundUp(int length) => (length + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
}
