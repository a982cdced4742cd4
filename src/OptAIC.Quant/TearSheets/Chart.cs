using System.Globalization;
using System.Text;

namespace OptAIC.Quant.TearSheets;

/// <summary>One chart over dates, as inline SVG.</summary>
internal sealed class Chart
{
    private const double Width = 960;
    private const double Left = 58;
    private const double Right = 12;
    private const double Top = 10;
    private const double Bottom = 24;

    private readonly Markup _markup;
    private readonly IReadOnlyList<DateOnly> _dates;
    private readonly double _height;
    private readonly double _low;
    private readonly double _high;

    private Chart(Markup markup, IReadOnlyList<DateOnly> dates, double height, double low, double high)
    {
        (_markup, _dates, _height) = (markup, dates, height);
        var margin = high > low ? (high - low) * 0.04 : Math.Max(Math.Abs(high) * 0.05, 0.01);
        (_low, _high) = (low == 0 ? 0 : low - margin, high == 0 ? 0 : high + margin);
        (_low, _high) = _low < _high ? (_low, _high) : (_low - 1, _high + 1);
    }

    /// <summary>Draws a chart: the frame with its axes, then what <paramref name="draw"/> adds.</summary>
    /// <param name="markup">Where to.</param>
    /// <param name="label">What the chart shows, for readers that do not see it.</param>
    /// <param name="dates">One date per value.</param>
    /// <param name="height">Height in pixels at full width.</param>
    /// <param name="range">Least and greatest value.</param>
    /// <param name="tick">Label of a value.</param>
    /// <param name="draw">Adds lines, areas and bars.</param>
    public static void Draw(
        Markup markup, string label, IReadOnlyList<DateOnly> dates, double height, (double Low, double High) range, Func<double, string> tick, Action<Chart> draw)
    {
        var chart = new Chart(markup, dates, height, range.Low, range.High);
        markup.Line($"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{Markup.Escape(label)}\">");
        chart.Frame(tick);
        draw(chart);
        markup.Line($"</svg>");
    }

    /// <summary>A line through the values; NaN interrupts it.</summary>
    public void Line(ReadOnlySpan<double> values, string style) =>
        _markup.Line($"<path class=\"line {style}\" d=\"{Path(values)}\"/>");

    /// <summary>The area between the values and 0; there must be no NaN.</summary>
    public void Area(ReadOnlySpan<double> values, string style) =>
        _markup.Line($"<path class=\"area {style}\" d=\"{Path(values)}L{Px(X(values.Length - 1))} {Px(Y(0))}L{Px(X(0))} {Px(Y(0))}Z\"/>");

    /// <summary>One bar per value from 0, with a tooltip.</summary>
    public void Bars(ReadOnlySpan<double> values, string style, Func<int, string> tooltip)
    {
        var slot = (Width - Left - Right) / values.Length;
        for (var k = 0; k < values.Length; k++)
        {
            var (x, y, zero) = (Left + (k * slot) + (slot * 0.15), Y(Math.Max(values[k], 0)), Y(Math.Min(values[k], 0)));
            _markup.Line($"<rect class=\"{style}\" x=\"{Px(x)}\" y=\"{Px(y)}\" width=\"{Px(slot * 0.7)}\" height=\"{Px(zero - y)}\"><title>{Markup.Escape(tooltip(k))}</title></rect>");
        }
    }

    private void Frame(Func<double, string> tick)
    {
        foreach (var value in Axis.Numbers(_low, _high, (int)(_height / 34)))
        {
            var style = Math.Abs(value) < (_high - _low) * 1e-9 ? "zero" : "grid";
            _markup.Line($"<path class=\"{style}\" d=\"M{Left} {Px(Y(value))}H{Width - Right}\"/><text class=\"y\" x=\"{Left - 8}\" y=\"{Px(Y(value) + 4)}\">{Markup.Escape(tick(value))}</text>");
        }

        foreach (var (row, label) in Axis.Months(_dates))
        {
            _markup.Line($"<path class=\"grid\" d=\"M{Px(X(row))} {Top}V{_height - Bottom}\"/><text class=\"x\" x=\"{Px(X(row))}\" y=\"{_height - 6}\">{label}</text>");
        }
    }

    private string Path(ReadOnlySpan<double> values)
    {
        var path = new StringBuilder(values.Length * 12);
        var command = 'M';
        for (var t = 0; t < values.Length; t++)
        {
            if (double.IsNaN(values[t]))
            {
                command = 'M';
                continue;
            }

            path.Append(command).Append(Px(X(t))).Append(' ').Append(Px(Y(values[t])));
            command = 'L';
        }

        return path.ToString();
    }

    /// <summary>The middle of a row's slot, so that bars and lines agree.</summary>
    private double X(int row) => Left + ((Width - Left - Right) * (row + 0.5) / _dates.Count);

    private double Y(double value) => Top + ((_height - Top - Bottom) * (_high - value) / (_high - _low));

    private static string Px(double pixels) => pixels.ToString("0.#", CultureInfo.InvariantCulture);
}
