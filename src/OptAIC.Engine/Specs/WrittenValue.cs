using System.Text.Json;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Specs;

/// <summary>What of a resolved value was written: typed and with full paths like the resolved one, but without the defaults.</summary>
internal static class WrittenValue
{
    /// <summary>The written part.</summary>
    /// <param name="resolved">The value with defaults.</param>
    /// <param name="written">The document that it was resolved from.</param>
    public static JsonElement Of(JsonElement resolved, DocumentNode written) => CanonicalJson.ToElement(writer => Write(writer, resolved, written));

    private static void Write(Utf8JsonWriter writer, JsonElement resolved, DocumentNode written)
    {
        switch (resolved.ValueKind, written)
        {
            case (JsonValueKind.Object, DocumentMapping mapping):
                writer.WriteStartObject();
                foreach (var property in resolved.EnumerateObject().Where(p => mapping.Contains(p.Name)))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, mapping[property.Name]!);
                }

                writer.WriteEndObject();
                break;
            case (JsonValueKind.Array, DocumentSequence list) when list.Items.Count == resolved.GetArrayLength():
                writer.WriteStartArray();
                foreach (var (item, node) in resolved.EnumerateArray().Zip(list.Items))
                {
                    Write(writer, item, node);
                }

                writer.WriteEndArray();
                break;
            default:
                resolved.WriteTo(writer);
                break;
        }
    }
}
