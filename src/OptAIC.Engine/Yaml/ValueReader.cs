using System.Text.Json;

namespace OptAIC.Engine.Yaml;

/// <summary>Builds a document from a value that was resolved before: its types are decided, and it has one position, that of what it belongs to.</summary>
internal static class ValueReader
{
    /// <summary>The document.</summary>
    /// <param name="value">The value.</param>
    /// <param name="position">What stands for the file in messages, for example the name of an instance.</param>
    public static DocumentNode Read(JsonElement value, DocumentPosition position) => value.ValueKind switch
    {
        JsonValueKind.Object => new DocumentMapping([.. value.EnumerateObject().Select(p => new DocumentEntry(new DocumentScalar(p.Name, ScalarStyle.Quoted, position), Read(p.Value, position)))], position),
        JsonValueKind.Array => new DocumentSequence([.. value.EnumerateArray().Select(v => Read(v, position))], position),
        JsonValueKind.String => new DocumentScalar(value.GetString()!, ScalarStyle.Quoted, position),
        _ => new DocumentScalar(value.GetRawText(), ScalarStyle.Literal, position),
    };
}
