namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>
/// A few rows of all entities, packed: the value of row <c>t</c> and entity <c>e</c> stands at <c>e × Rows + t</c>. Rows beyond the
/// panel's last are NaN. A tile stays in the second-level cache while a kernel goes over it several times.
/// </summary>
internal static class Tile
{
    /// <summary>Rows of a tile: a multiple of every vector width, and not a power of two, which would crowd a few cache sets.</summary>
    public const int Rows = 120;

    /// <summary>Fills a tile from a panel's values, from row <paramref name="first"/> on.</summary>
    public static void Pack(ReadOnlySpan<double> panel, int panelRows, int first, Span<double> tile)
    {
        var count = Math.Min(Rows, panelRows - first);
        for (int from = first, to = 0; to < tile.Length; from += panelRows, to += Rows)
        {
            panel.Slice(from, count).CopyTo(tile[to..]);
            tile.Slice(to + count, Rows - count).Fill(double.NaN);
        }
    }

    /// <summary>Writes a tile into a panel's values, from row <paramref name="first"/> on.</summary>
    public static void Unpack(ReadOnlySpan<double> tile, int panelRows, int first, Span<double> panel)
    {
        var count = Math.Min(Rows, panelRows - first);
        for (int from = 0, to = first; from < tile.Length; from += Rows, to += panelRows)
        {
            tile.Slice(from, count).CopyTo(panel[to..]);
        }
    }
}
