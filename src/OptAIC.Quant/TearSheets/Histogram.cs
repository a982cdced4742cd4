using System.Globalization;

namespace OptAIC.Quant.TearSheets;

/// <summary>How often values lie where, as inline SVG.</summary>
internal static class Histogram
{
    private const int Bins = 48;
    private const double Width = 960;
    private const double Height = 170;
    private const double Left = 12;
    private const double Bottom = 24;

    /// <summary>Draws it; NaN is left out.</summary>
    public static void Draw(Markup markup, string label, ReadOnlySpan<double> values, double low, double high)
    {
        var counts = Count(values, low, high);
        var slot = (Width - (2 * Left)) / Bins;
        markup.Line($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Markup.Escape(label)}\">");
        for (var b = 0; b < Bins; b++)
        {
            var height = (Height - Bottom - 8) * counts[b] / Math.Max(1, counts.Max());
            var (from, to) = (low + ((high - low) * b / Bins), low + ((high - low) * (b + 1) / Bins));
            markup.Line($"<rect class=\"bar\" x=\"{Px(Left + (b * slot))}\" y=\"{Px(Height - Bottom - height)}\" width=\"{Px(slot * 0.9)}\" height=\"{Px(height)}\"><title>{Markup.Escape($"{Text(from)} to {Text(to)}: {counts[b].ToString("N0", CultureInfo.InvariantCulture)}")}</title></rect>");
        }

        foreach (var tick in high > low ? Axis.Numbers(low, high, 10) : [low])
        {
            var x = high > low ? Left + ((Width - (2 * Left)) * (tick - low) / (high - low)) : Left;
            markup.Line($"<text class=\"x\" x=\"{Px(x)}\" y=\"{Height - 6}\">{Text(tick)}</text>");
        }

        markup.Line($"</svg>");
    }

    private static long[] Count(ReadOnlySpan<double> values, double low, double high)
    {
        var counts = new long[Bins];
        foreach (var value in values)
        {
            if (double.IsFinite(value))
            {
                counts[high > low ? Math.Clamp((int)((value - low) / (high - low) * Bins), 0, Bins - 1) : 0]++;
            }
        }

        return counts;
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Px(double pixels) => pixels.ToString("0.#", CultureInfo.InvariantCulture);
}
