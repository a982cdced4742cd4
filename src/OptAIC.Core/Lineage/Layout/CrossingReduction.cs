namespace OptAIC.Lineage.Layout;

/// <summary>Orders the places of each column by the middle of their neighbours, back and forth, and keeps the order with the fewest crossings.</summary>
internal static class CrossingReduction
{
    private const int Sweeps = 24;

    // After so many sweeps without a better order there will hardly be one.
    private const int Patience = 6;

    public static void Apply(Columns columns)
    {
        var rank = new double[columns.ColumnOf.Count];
        foreach (var column in columns.Places)
        {
            Number(column, rank);
        }

        var (best, fewest, idle) = (Copy(columns), Crossings(columns, rank), 0);
        for (var sweep = 0; sweep < Sweeps && fewest > 0 && idle < Patience; sweep++)
        {
            Sweep(columns, rank, toTheRight: sweep % 2 == 0);
            var crossings = Crossings(columns, rank);
            idle++;
            if (crossings < fewest)
            {
                (best, fewest, idle) = (Copy(columns), crossings, 0);
            }
        }

        columns.Places.Clear();
        columns.Places.AddRange(best);
    }

    private static void Sweep(Columns columns, double[] rank, bool toTheRight)
    {
        for (var n = 0; n < columns.Places.Count; n++)
        {
            var column = columns.Places[toTheRight ? n : columns.Places.Count - 1 - n];
            var middles = column.Select(p => Middle(toTheRight ? columns.LeftOf(p) : columns.RightOf(p), rank, rank[p])).ToArray();
            // Equal middles keep their order, so that a sweep never undoes what the one before has found.
            var order = Enumerable.Range(0, column.Length).OrderBy(i => middles[i]).Select(i => column[i]).ToArray();
            order.CopyTo(column, 0);
            Number(column, rank);
        }
    }

    private static double Middle(int[] neighbours, double[] rank, double otherwise)
    {
        var sum = 0.0;
        foreach (var neighbour in neighbours)
        {
            sum += rank[neighbour];
        }

        return neighbours.Length == 0 ? otherwise : sum / neighbours.Length;
    }

    private static void Number(int[] column, double[] rank)
    {
        for (var n = 0; n < column.Length; n++)
        {
            rank[column[n]] = n;
        }
    }

    private static List<int[]> Copy(Columns columns) => [.. columns.Places.Select(c => (int[])c.Clone())];

    private static long Crossings(Columns columns, double[] rank)
    {
        var crossings = 0L;
        for (var n = 0; n + 1 < columns.Places.Count; n++)
        {
            crossings += Between(columns, columns.Places[n], columns.Places[n + 1].Length, rank);
        }

        return crossings;
    }

    // Links in order of their left ends cross where their right ends are out of order: inversions, counted in a Fenwick tree.
    private static long Between(Columns columns, int[] column, int rightCount, double[] rank)
    {
        var (tree, seen, crossings) = (new int[rightCount + 1], 0, 0L);
        foreach (var place in column)
        {
            var ends = columns.RightOf(place).Select(p => (int)rank[p]).ToList();
            foreach (var end in ends)
            {
                crossings += seen - UpTo(tree, end);
            }

            foreach (var end in ends)
            {
                Count(tree, end);
                seen++;
            }
        }

        return crossings;
    }

    private static int UpTo(int[] tree, int index)
    {
        var sum = 0;
        for (var n = index + 1; n > 0; n -= n & -n)
        {
            sum += tree[n];
        }

        return sum;
    }

    private static void Count(int[] tree, int index)
    {
        for (var n = index + 1; n < tree.Length; n += n & -n)
        {
            tree[n]++;
        }
    }
}
