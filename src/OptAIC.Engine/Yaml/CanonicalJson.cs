using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OptAIC.Engine.Yaml;

/// <summary>
/// The one spelling of a value: keys sorted by UTF-16 code units, no white space, numbers as in <see cref="CoreSchema.CanonicalNumber"/>.
/// Equal values have equal bytes, so that their hash identifies them.
/// </summary>
internal static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes canonical JSON and reads it back as an element that needs no disposal.</summary>
    public static JsonElement ToElement(Action<Utf8JsonWriter> write) => Parse(ToBytes(write));

    /// <summary>Bytes of a value.</summary>
    public static byte[] ToBytes(JsonElement value) => ToBytes(writer => Write(writer, value));

    /// <summary>Bytes of what is written.</summary>
    public static byte[] ToBytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A document as JSON, with the types that values have by nature.</summary>
    public static JsonElement ToElement(DocumentNode node) => ToElement(writer => Write(writer, node));

    /// <summary>Writes a document with the types that values have by nature.</summary>
    public static void Write(Utf8JsonWriter writer, DocumentNode node)
    {
        switch (node)
        {
            case DocumentMapping mapping:
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries.OrderBy(e => e.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(entry.Name);
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case DocumentSequence sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case DocumentScalar scalar:
                Write(writer, scalar, scalar.NaturalType);
                break;
        }
    }

    /// <summary>Writes a scalar with the type that was decided for it.</summary>
    public static void Write(Utf8JsonWriter writer, DocumentScalar scalar, JsonTypes type)
    {
        switch (type)
        {
            case JsonTypes.Null:
                writer.WriteNullValue();
                break;
            case JsonTypes.Boolean:
                writer.WriteBooleanValue(CoreSchema.ToBoolean(scalar.Text));
                break;
            case JsonTypes.Integer or JsonTypes.Fraction:
                writer.WriteRawValue(CoreSchema.CanonicalNumber(scalar.Text)!, skipInputValidation: true);
                break;
            default:
                writer.WriteStringValue(scalar.Text);
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                var text = value.GetRawText();
                writer.WriteRawValue(CoreSchema.CanonicalNumber(text) ?? text, skipInputValidation: true);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static JsonElement Parse(byte[] utf8)
    {
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 256 });
        return document.RootElement.Clone();
    }
}
