using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OptAIC.Definitions;

/// <summary>Writes a duration in seconds, <c>90s</c>, and reads every form of <see cref="DurationText"/>.</summary>
public sealed class DurationConverter : JsonConverter<TimeSpan>
{
    /// <inheritdoc/>
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DurationText.TryParse(reader.GetString(), out var duration) ? duration : throw new JsonException($"'{reader.GetString()}' is not a duration such as 90s");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{(decimal)value.TotalSeconds}s"));
}
