using System.Text.Json;

namespace OptAIC.Model;

/// <summary>The spelling of enum values in documents, on the command line and in JSON.</summary>
public static class SnakeCase
{
    /// <summary>The value as it is written on disk: <c>NotInitialized</c> → <c>not_initialized</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The enum has no such value.</exception>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        var at = Array.IndexOf(Spelling<TEnum>.Values, value);
        return at >= 0 ? Spelling<TEnum>.Texts[at] : throw new ArgumentOutOfRangeException(nameof(value), value, $"no {typeof(TEnum).Name}");
    }

    /// <summary>Reads a value in either spelling, whatever the case.</summary>
    public static bool TryParse<TEnum>(string? text, out TEnum value)
        where TEnum : struct, Enum
    {
        for (var i = 0; i < Spelling<TEnum>.Values.Length; i++)
        {
            if (string.Equals(text, Spelling<TEnum>.Texts[i], StringComparison.OrdinalIgnoreCase)
                || string.Equals(text, Spelling<TEnum>.Names[i], StringComparison.OrdinalIgnoreCase))
            {
                value = Spelling<TEnum>.Values[i];
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>All spellings, for messages and completers.</summary>
    public static IEnumerable<string> All<TEnum>()
        where TEnum : struct, Enum => Spelling<TEnum>.Texts;

    // Enums are short: a look through an array is as quick as a table, and costs nothing to set up.
    private static class Spelling<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly TEnum[] Values = Enum.GetValues<TEnum>();

        public static readonly string[] Names = Enum.GetNames<TEnum>();

        public static readonly string[] Texts = Array.ConvertAll(Names, JsonNamingPolicy.SnakeCaseLower.ConvertName);
    }
}
