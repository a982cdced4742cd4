namespace OptAIC.Lineage.Layout;

/// <summary>Sizes of a picture, in pixels.</summary>
/// <param name="NodeWidth">Width of every node.</param>
/// <param name="NodeHeight">Height of every node.</param>
public sealed record LayoutSizes(double NodeWidth, double NodeHeight)
{
    /// <summary>Free space between a node and the next below it.</summary>
    public double RowGap { get; init; } = 16;

    /// <summary>Free space between columns, where edges turn.</summary>
    public double ColumnGap { get; init; } = 88;

    /// <summary>Height of the lane in which an edge passes a column.</summary>
    public double Lane { get; init; } = 10;

    /// <summary>Width to height that the whole is meant to have.</summary>
    public double Aspect { get; init; } = 1.7;
}
