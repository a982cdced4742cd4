using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using OptAIC.Freshness;
using OptAIC.Lineage.Layout;
using OptAIC.Model;

namespace OptAIC.Engine.Pictures;

/// <summary>
/// A page that shows lineage: one file that fetches nothing. The picture is there without scripts too; they add zoom, search and
/// what is known of each flow. It can be read as HTML and as XML.
/// </summary>
internal sealed class LineagePage
{
    private const int LongestName = 34;
    private const double NodeHeight = 48;

    private readonly LineageDrawing _drawing;
    private readonly LayoutSizes _sizes;
    private readonly LayeredLayout _layout;
    private readonly StringBuilder _html = new();

    private LineagePage(LineageDrawing drawing)
    {
        _drawing = drawing;
        var longest = drawing.Flows.Select(f => Math.Max(Math.Min(f.Instance.Length, LongestName) * 8.7, LineageDrawing.Caption(f).Length * 6.1)).DefaultIfEmpty(0).Max();
        _sizes = new(Math.Round(52 + Math.Max(100, longest)), NodeHeight);
        _layout = LayeredLayout.Of(drawing.Flows.Count, [.. drawing.Links.Select(l => (l.From, l.To))], _sizes);
    }

    /// <summary>Makes the page.</summary>
    /// <param name="drawing">What it shows.</param>
    /// <param name="title">What that is called.</param>
    /// <param name="at">When the statuses were judged.</param>
    public static string Of(LineageDrawing drawing, string title, DateTimeOffset at) => new LineagePage(drawing).Write(title, at);

    private string Write(string title, DateTimeOffset at)
    {
        var time = at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
        _html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        _html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\"/>\n");
        _html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        Line($"<title>{Escape(title)}</title>");
        Line($"<style>\n{Resource("lineage.css")}{Colours()}</style>\n</head>\n<body>");
        Line($"<header><h1>{Escape(title)}</h1><p>{Count(_drawing.Flows.Count, "flow")}, {Count(_drawing.Links.Count, "dependency", "dependencies")} · status at {time}</p></header>");
        WriteSide();
        WritePicture();
        _html.Append("<aside id=\"details\" hidden=\"hidden\"></aside><div id=\"tip\" hidden=\"hidden\"></div><svg id=\"map\" hidden=\"hidden\"></svg>\n");
        Line($"<script type=\"application/json\" id=\"data\">{JsonSerializer.Serialize(Data(), LineageJson.Script.PageData)}</script>");
        Line($"<script>//<![CDATA[\n{Resource("lineage.js")}//]]></script>\n</body>\n</html>");
        return _html.ToString();
    }

    private void WriteSide()
    {
        _html.Append("<nav><label class=\"find\"><span>Search</span><input id=\"find\" type=\"search\" placeholder=\"name, flow or status  ( / )\" autocomplete=\"off\"/></label><div id=\"legend\">");
        foreach (var status in _drawing.Flows.GroupBy(f => f.Status).OrderBy(g => Urgency(g.Key)))
        {
            var word = SnakeCase.Of(status.Key);
            Line($"<button type=\"button\" class=\"chip {word}\" data-status=\"{word}\" aria-pressed=\"false\"><i>{StatusColour.Sign(status.Key)}</i>{word}<b>{status.Count()}</b></button>");
        }

        _html.Append("</div><ol id=\"list\"></ol><p class=\"key\"><svg width=\"34\" height=\"8\"><path class=\"e\" d=\"M0 4H34\"/></svg> data <svg width=\"34\" height=\"8\"><path class=\"e uses\" d=\"M0 4H34\"/></svg> uses its definition</p></nav>\n");
    }

    private void WritePicture()
    {
        const int margin = 24;
        Line($"<main><div id=\"tools\"><button type=\"button\" id=\"closer\" title=\"Closer (+)\">+</button><button type=\"button\" id=\"further\" title=\"Further (-)\">−</button><button type=\"button\" id=\"fit\" title=\"Everything (f)\">Fit</button><button type=\"button\" id=\"theme\" title=\"Light or dark (d)\">◐</button></div>");
        Line($"<svg id=\"canvas\" viewBox=\"{-margin} {-margin} {Number(_layout.Width + (2 * margin))} {Number(_layout.Height + (2 * margin))}\" role=\"group\" aria-label=\"Lineage\">");
        _html.Append("<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7.5\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0.8L8 4L0 7.2Z\"/></marker></defs>\n<g id=\"view\"><g id=\"links\">\n");
        for (var n = 0; n < _drawing.Links.Count; n++)
        {
            var link = _drawing.Links[n];
            Line($"<path class=\"e{(link.Uses ? " uses" : "")}\" data-from=\"{link.From}\" data-to=\"{link.To}\" d=\"{Path(_layout.Edges[n])}\"><title>{Escape($"{_drawing.Flows[link.From]} → {_drawing.Flows[link.To]} ({link.Label})")}</title></path>");
        }

        _html.Append("</g><g id=\"flows\">\n");
        for (var n = 0; n < _drawing.Flows.Count; n++)
        {
            WriteNode(n, _drawing.Flows[n]);
        }

        _html.Append("</g></g></svg></main>\n");
    }

    private void WriteNode(int n, OptFlow flow)
    {
        var corner = _layout.Nodes[n];
        Line($"<g class=\"n {SnakeCase.Of(flow.Status)}\" data-n=\"{n}\" transform=\"translate({Number(corner.X)} {Number(corner.Y)})\" tabindex=\"0\" role=\"button\" aria-label=\"{Escape($"{flow}, {SnakeCase.Of(flow.Status)}")}\"><rect width=\"{Number(_sizes.NodeWidth)}\" height=\"{Number(_sizes.NodeHeight)}\" rx=\"9\"/><circle cx=\"22\" cy=\"24\" r=\"11\"/><text class=\"sign\" x=\"22\" y=\"28\">{StatusColour.Sign(flow.Status)}</text><text class=\"name\" x=\"42\" y=\"21\">{Escape(Shortened(flow.Instance))}</text><text class=\"caption\" x=\"42\" y=\"37\">{Escape(LineageDrawing.Caption(flow))}</text>{Large(flow.Instance)}</g>");
    }

    private PageData Data() => new(
        _sizes.NodeWidth,
        _sizes.NodeHeight,
        [.. _drawing.Flows.Select((flow, n) => new PageNode(flow.ToString(), StatusColour.Sign(flow.Status), Math.Round(_layout.Nodes[n].X, 1), Math.Round(_layout.Nodes[n].Y, 1), flow))],
        _drawing.Links);

    // Through a lane an edge is straight; between columns it bends like an S.
    private static string Path(IReadOnlyList<LayoutPoint> points)
    {
        var path = new StringBuilder($"M{Number(points[0].X)} {Number(points[0].Y)}");
        for (var n = 1; n < points.Count; n++)
        {
            var (from, to) = (points[n - 1], points[n]);
            var middle = Number((from.X + to.X) / 2);
            path.Append(n % 2 == 0 ? $"H{Number(to.X)}" : $"C{middle} {Number(from.Y)} {middle} {Number(to.Y)} {Number(to.X)} {Number(to.Y)}");
        }

        return path.ToString();
    }

    // What tells long names apart stands at their ends as often as at their beginnings.
    private static string Shortened(string name) =>
        name.Length <= LongestName ? name : $"{name[..((LongestName / 2) + 2)]}…{name[^((LongestName / 2) - 3)..]}";

    // From far away the name is all that can be read: as large as the box allows, in two lines when it is long.
    private string Large(string name)
    {
        const double character = 11.2;
        var fits = Math.Max(8, (int)((_sizes.NodeWidth - 16) / character));
        if (name.Length <= fits)
        {
            return $"<text class=\"large\" x=\"10\" y=\"31\">{Escape(name)}</text>";
        }

        var end = name.AsSpan(0, fits).LastIndexOfAny('_', '-', '.') is > 3 and var cut ? cut + 1 : fits;
        var rest = name.Length - end <= fits ? name[end..] : $"…{name[^(fits - 1)..]}";
        return $"<text class=\"large\" x=\"10\" y=\"20\">{Escape(name[..end])}<tspan x=\"10\" dy=\"20\">{Escape(rest)}</tspan></text>";
    }

    private static int Urgency(FlowStatus status) => status switch
    {
        FlowStatus.Error => 0,
        FlowStatus.Stale => 1,
        FlowStatus.StaleSourceDelayed => 2,
        FlowStatus.Running => 3,
        FlowStatus.NotInitialized => 4,
        _ => 5,
    };

    private static string Colours() =>
        string.Concat(Enum.GetValues<FlowStatus>().Select(s => $".{SnakeCase.Of(s)} {{ --s: {StatusColour.Of(s)}; }}\n"));

    private static string Count(int count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{count} {many ?? one + "s"}";

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    // Control characters are no characters of XML.
    private static string Escape(string text) => WebUtility.HtmlEncode(string.Concat(text.Where(c => !char.IsControl(c))));

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(LineagePage).Assembly.GetManifestResourceStream($"OptAIC.Engine.Pictures.{name}")!);
        return reader.ReadToEnd();
    }

    private void Line(FormattableString text) => _html.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
