using System.Text.Json;
using OptAIC.Lineage;

namespace OptAIC.Engine.Pictures;

/// <summary>Writes lineage in the forms that others read.</summary>
internal static class LineageExport
{
    /// <summary>The text of a form; it ends with a line feed.</summary>
    /// <param name="lineage">What to write.</param>
    /// <param name="format">The form.</param>
    /// <param name="title">What a page is called.</param>
    /// <param name="at">When the statuses were judged.</param>
    public static string Text(OptLineage lineage, LineageFormat format, string title, DateTimeOffset at) => format switch
    {
        LineageFormat.Mermaid => MermaidText.Of(LineageDrawing.Of(lineage)),
        LineageFormat.Dot => DotText.Of(LineageDrawing.Of(lineage)),
        LineageFormat.Html => LineagePage.Of(LineageDrawing.Of(lineage), title, at),
        _ => JsonSerializer.Serialize(lineage, LineageJson.Document.OptLineage) + "\n",
    };
}
