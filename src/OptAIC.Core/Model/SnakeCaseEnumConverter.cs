using System.Text.Json;
using System.Text.Json.Serialization;

namespace OptAIC.Model;

/// <summary>Writes an enum value as it stands on disk: <c>NotInitialized</c> as <c>not_initialized</c>; reads either spelling.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public class SnakeCaseEnumConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    /// <inheritdoc/>
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && SnakeCase.TryParse<TEnum>(reader.GetString(), out var value)
            ? value
            : throw new JsonException($"expected one of {string.Join(", ", SnakeCase.All<TEnum>())}");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WriteStringValue(SnakeCase.Of(value));
}
