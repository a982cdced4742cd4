using System.Text.Json;

namespace OptAIC.Engine.Yaml;

/// <summary>A value in which some texts are others.</summary>
internal static class ReplacedValue
{
    /// <summary>The text that a JSON pointer leads to, or <c>null</c>.</summary>
    public static string? TextAt(JsonElement? value, string pointer)
    {
        foreach (var token in pointer.Split('/').Skip(1))
        {
            var key = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            value = value switch
            {
                { ValueKind: JsonValueKind.Object } mapping => mapping.TryGetProperty(key, out var child) ? child : null,
                { ValueKind: JsonValueKind.Array } list when int.TryParse(key, out var index) && index >= 0 && index < list.GetArrayLength() => list[index],
                _ => null,
            };
        }

        return value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    }

    /// <summary>The value with other texts at some places; places that it does not have are passed over.</summary>
    /// <param name="value">The value.</param>
    /// <param name="texts">The texts by JSON pointer.</param>
    public static JsonElement Of(JsonElement value, IReadOnlyDictionary<string, string> texts) =>
        texts.Count == 0 ? value : CanonicalJson.ToElement(writer => Write(writer, value, "", texts));

    private static void Write(Utf8JsonWriter writer, JsonElement value, string pointer, IReadOnlyDictionary<string, string> texts)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, JsonPointer.Append(pointer, property.Name), texts);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var (at, item) in value.EnumerateArray().Index())
                {
                    Write(writer, item, $"{pointer}/{at}", texts);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when texts.TryGetValue(pointer, out var text):
                writer.WriteStringValue(text);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
