using System.Runtime.InteropServices;

namespace OptAIC.Lineage.Layout;

/// <summary>A point of a picture, in pixels from its upper left corner.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LayoutPoint(double X, double Y)
{
    /// <summary>The point moved by another.</summary>
    public static LayoutPoint operator +(LayoutPoint point, LayoutPoint by) => new(point.X + by.X, point.Y + by.Y);
}
