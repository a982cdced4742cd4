using System.Globalization;
using System.Text;
using OptAIC.Model;

namespace OptAIC.Engine.Pictures;

/// <summary>A Mermaid flowchart.</summary>
internal static class MermaidText
{
    public static string Of(LineageDrawing drawing)
    {
        var text = new StringBuilder("flowchart LR\n");
        for (var n = 0; n < drawing.Flows.Count; n++)
        {
            var flow = drawing.Flows[n];
            text.Append(CultureInfo.InvariantCulture, $"  n{n}[\"{Escape(flow.Instance)}<br/>{Escape(LineageDrawing.Caption(flow))}\"]:::{SnakeCase.Of(flow.Status)}\n");
        }

        foreach (var link in drawing.Links)
        {
            text.Append(CultureInfo.InvariantCulture, $"  n{link.From} {(link.Uses ? "-.->" : "-->")}|\"{Escape(link.Label)}\"| n{link.To}\n");
        }

        foreach (var status in drawing.Flows.Select(f => f.Status).Distinct().Order())
        {
            text.Append(CultureInfo.InvariantCulture, $"  classDef {SnakeCase.Of(status)} fill:{StatusColour.Pale(status)},stroke:{StatusColour.Of(status)},color:#111111\n");
        }

        return text.ToString();
    }

    // Mermaid reads numbered entities with '#' for '&', in quoted text too.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || " ._-,·".Contains(rune.ToString(), StringComparison.Ordinal))
            {
                escaped.Append(rune);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return escaped.ToString();
    }
}
