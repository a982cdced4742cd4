using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Engine.Pictures;

/// <summary>JSON of lineage: property names in snake_case, instants in UTC with <c>Z</c>, nothing left out when it is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(OptLineage))]
[JsonSerializable(typeof(PageData))]
internal sealed partial class LineageJson : JsonSerializerContext
{
    /// <summary>For eyes as well as for parsers.</summary>
    public static LineageJson Document => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>For a script element: nothing in it can end the element.</summary>
    public static LineageJson Script => field ??= new(new JsonSerializerOptions(Default.Options) { WriteIndented = false, Encoder = JavaScriptEncoder.Default });
}

/// <summary>What the script of the page knows.</summary>
internal sealed record PageData(double Width, double Height, IReadOnlyList<PageNode> Nodes, IReadOnlyList<LineageLink> Links);

/// <summary>A flow, and where it stands.</summary>
internal sealed record PageNode(string Name, string Sign, double X, double Y, OptFlow Flow);
