using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OptAIC.Model;

/// <summary>Writes an instant as a wall clock shows it, ISO 8601 with its offset.</summary>
public sealed class OffsetTimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
}
