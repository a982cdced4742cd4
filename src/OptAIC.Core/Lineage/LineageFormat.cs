using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Lineage;

/// <summary>A form that lineage is exported in.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<LineageFormat>))]
public enum LineageFormat
{
    /// <summary>A page that shows the picture in any browser: one file, no network.</summary>
    Html,

    /// <summary>A Mermaid flowchart.</summary>
    Mermaid,

    /// <summary>A Graphviz digraph.</summary>
    Dot,

    /// <summary>Flows, edges and execution order.</summary>
    Json,
}
