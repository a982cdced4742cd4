using System.Buffers;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>Average rank among the valid entities of each row of a tile, as a fraction of their number.</summary>
internal static class Ranks
{
    /// <summary>Equal values share the mean of their ranks, 1 the smallest; missing stays NaN.</summary>
    public static void Apply(ReadOnlySpan<double> tile, Span<double> result)
    {
        var entities = tile.Length / Tile.Rows;
        var values = ArrayPool<double>.Shared.Rent(entities);
        var places = ArrayPool<int>.Shared.Rent(entities);
        for (var row = 0; row < Tile.Rows; row++)
        {
            var valid = 0;
            for (var at = row; at < tile.Length; at += Tile.Rows)
            {
                result[at] = double.NaN;
                values[valid] = tile[at];
                places[valid] = at;
                valid += double.IsNaN(tile[at]) ? 0 : 1;
            }

            values.AsSpan(0, valid).Sort(places.AsSpan(0, valid));
            Assign(values.AsSpan(0, valid), places.AsSpan(0, valid), result);
        }

        ArrayPool<double>.Shared.Return(values);
        ArrayPool<int>.Shared.Return(places);
    }

    private static void Assign(ReadOnlySpan<double> sorted, ReadOnlySpan<int> places, Span<double> result)
    {
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            // Ranks start + 1 … end share their mean.
            var rank = (start + 1 + end) / 2.0 / sorted.Length;
            foreach (var place in places[start..end])
            {
                result[place] = rank;
            }

            start = end;
        }
    }
}
