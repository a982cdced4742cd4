namespace OptAIC.Lineage.Layout;

/// <summary>Puts parts of about one height side by side, row by row, so that the whole has about the shape of a screen.</summary>
/// <param name="sizes">How large things are.</param>
internal sealed class Shelves(LayoutSizes sizes)
{
    private readonly List<LayeredPart> _parts = [];

    /// <summary>Adds a part; the highest come first.</summary>
    public void Add(LayeredPart part) => _parts.Add(part);

    /// <summary>Says where each part goes, and how large the whole is.</summary>
    public (double Width, double Height) Place(Action<LayeredPart, LayoutPoint> put)
    {
        var (columnGap, rowGap) = (sizes.ColumnGap / 2, sizes.RowGap * 2);
        var area = _parts.Sum(p => (p.Width + columnGap) * (p.Height + rowGap));
        var limit = _parts.Select(p => p.Width).Append(Math.Sqrt(area * sizes.Aspect)).Max();
        var (x, y, shelf, width) = (0.0, 0.0, 0.0, 0.0);
        foreach (var part in _parts)
        {
            if (x > 0 && (x + part.Width > limit || part.Height < shelf / 3))
            {
                (x, y, shelf) = (0, y + shelf + rowGap, 0);
            }

            put(part, new(x, y));
            (width, shelf) = (Math.Max(width, x + part.Width), Math.Max(shelf, part.Height));
            x += part.Width + columnGap;
        }

        return (width, y + shelf);
    }
}
