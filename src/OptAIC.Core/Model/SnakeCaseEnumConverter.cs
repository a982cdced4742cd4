using System.Text.Json;
using System.Text.Json.Serialization;

namespace OptAIC.Model;

/// <summary>Writes an enum value as it stands on disk: <c>NotInitialized</c> as <c>not_initialized</c>.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public sealed class SnakeCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
