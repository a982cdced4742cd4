using System.Text.Json;

namespace OptAIC.Model;

/// <summary>Writes an enum value by its name, as types are written: <c>DatasetInstance</c>; reads either spelling.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public sealed class NameEnumConverter<TEnum> : SnakeCaseEnumConverter<TEnum>
    where TEnum : struct, Enum
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
