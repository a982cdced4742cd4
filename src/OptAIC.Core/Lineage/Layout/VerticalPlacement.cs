namespace OptAIC.Lineage.Layout;

/// <summary>
/// Heights of all places: each as near to the middle of its neighbours as the order and the distances in its column allow. That is an
/// isotonic regression, which pooling of neighbours in the wrong order solves exactly.
/// </summary>
/// <param name="columns">Columns, in their final order.</param>
/// <param name="sizes">How large things are.</param>
internal sealed class VerticalPlacement(Columns columns, LayoutSizes sizes)
{
    private const int Sweeps = 10;

    // Lanes are kept straight before nodes are centred.
    private const double LaneWeight = 4;

    private readonly double[] _y = new double[columns.ColumnOf.Count];

    /// <summary>Vertical centre of each place; the uppermost edge of all is at 0.</summary>
    public double[] Place()
    {
        foreach (var column in columns.Places)
        {
            Settle(column, _ => 0);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var n = 0; n < columns.Places.Count; n++)
            {
                var column = columns.Places[sweep % 2 == 0 ? n : columns.Places.Count - 1 - n];
                Settle(column, p => Middle(sweep % 2 == 0 ? columns.LeftOf(p) : columns.RightOf(p), p));
            }
        }

        foreach (var column in columns.Places)
        {
            Settle(column, p => Middle([.. columns.LeftOf(p), .. columns.RightOf(p)], p));
        }

        var top = columns.Places.SelectMany(c => c).Min(p => _y[p] - (HeightOf(p) / 2));
        return [.. _y.Select(y => y - top)];
    }

    private double Middle(int[] neighbours, int place) => neighbours.Length == 0 ? _y[place] : neighbours.Average(n => _y[n]);

    private double HeightOf(int place) => columns.IsLane(place) ? sizes.Lane : sizes.NodeHeight;

    private double Distance(int above, int below) =>
        ((HeightOf(above) + HeightOf(below)) / 2) + (columns.IsLane(above) && columns.IsLane(below) ? 0 : sizes.RowGap);

    private void Settle(int[] column, Func<int, double> wanted)
    {
        var offset = new double[column.Length];
        for (var n = 1; n < column.Length; n++)
        {
            offset[n] = offset[n - 1] + Distance(column[n - 1], column[n]);
        }

        var pools = new List<(double Mean, double Weight, int Count)>();
        for (var n = 0; n < column.Length; n++)
        {
            var pool = (Mean: wanted(column[n]) - offset[n], Weight: columns.IsLane(column[n]) ? LaneWeight : 1, Count: 1);
            while (pools is [.., var above] && above.Mean > pool.Mean)
            {
                var weight = above.Weight + pool.Weight;
                pool = (((above.Mean * above.Weight) + (pool.Mean * pool.Weight)) / weight, weight, above.Count + pool.Count);
                pools.RemoveAt(pools.Count - 1);
            }

            pools.Add(pool);
        }

        var place = 0;
        foreach (var (mean, _, count) in pools)
        {
            for (var n = 0; n < count; n++, place++)
            {
                _y[column[place]] = mean + offset[place];
            }
        }
    }
}
