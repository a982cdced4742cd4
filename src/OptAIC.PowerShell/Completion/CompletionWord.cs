using System.Management.Automation.Language;

namespace OptAIC.Commands;

/// <summary>The word that is being completed, with the quote that the user has begun it with.</summary>
internal readonly record struct CompletionWord(string Text, char? QuoteMark)
{
    public static CompletionWord Parse(string? word) => word switch
    {
        null or "" => new("", null),
        ['\'' or '"', ..] => new(word[1..].TrimEnd(word[0]), word[0]),
        _ => new(word, null),
    };

    /// <summary>A value as it has to stand on the command line.</summary>
    public string Quote(string value) => QuoteMark switch
    {
        '"' => $"\"{value.Replace("`", "``").Replace("\"", "`\"").Replace("$", "`$")}\"",
        '\'' => Single(value),
        _ => IsBareWord(value) ? value : Single(value),
    };

    private static string Single(string value) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";

    private static bool IsBareWord(string value) =>
        value.Length > 0
        && (char.IsAsciiLetterOrDigit(value[0]) || value[0] is '_' or '+')
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '+' or ':' or '@' or '^' or '*');
}
