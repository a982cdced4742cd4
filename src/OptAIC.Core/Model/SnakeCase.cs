using System.Text.Json;

namespace OptAIC.Model;

/// <summary>The spelling of enum values in documents, on the command line and in JSON.</summary>
public static class SnakeCase
{
    /// <summary>The value as it is written on disk: <c>NotInitialized</c> → <c>not_initialized</c>.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Spelling<TEnum>.ByValue[value];

    /// <summary>Reads a value in either spelling, whatever the case.</summary>
    public static bool TryParse<TEnum>(string? text, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return text is not null && Spelling<TEnum>.ByText.TryGetValue(text, out value);
    }

    /// <summary>All spellings, for messages and completers.</summary>
    public static IEnumerable<string> All<TEnum>()
        where TEnum : struct, Enum => Spelling<TEnum>.ByValue.Values;

    private static class Spelling<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> ByValue =
            Enum.GetValues<TEnum>().ToDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));

        public static readonly Dictionary<string, TEnum> ByText =
            ByValue.SelectMany(p => new[] { (Text: p.Value, p.Key), (Text: p.Key.ToString(), p.Key) })
                .DistinctBy(p => p.Text, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(p => p.Text, p => p.Key, StringComparer.OrdinalIgnoreCase);
    }
}
