using System.Globalization;
using System.Text;

namespace OptAIC.Engine.Pictures;

/// <summary>A Graphviz digraph.</summary>
internal static class DotText
{
    public static string Of(LineageDrawing drawing)
    {
        var text = new StringBuilder("digraph lineage {\n  rankdir=LR;\n  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", fontsize=11];\n  edge [fontname=\"sans-serif\", fontsize=9, color=\"#7d8798\"];\n");
        foreach (var flow in drawing.Flows)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {Quote(flow.ToString())} [label={Quote(flow.Instance + "\n" + LineageDrawing.Caption(flow))}, color=\"{StatusColour.Of(flow.Status)}\", fillcolor=\"{StatusColour.Pale(flow.Status)}\"];\n");
        }

        foreach (var link in drawing.Links)
        {
            var style = link.Uses ? ", style=dashed" : "";
            text.Append(CultureInfo.InvariantCulture, $"  {Quote(drawing.Flows[link.From].ToString())} -> {Quote(drawing.Flows[link.To].ToString())} [label={Quote(link.Label)}{style}];\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
