using System.Buffers;
using YamlDotNet.Core;

namespace OptAIC.Engine.Yaml;

/// <summary>Turns the parser's complaints into an issue that says where, and what to do.</summary>
internal static class YamlSyntax
{
    // YAML 1.2, section 5.1: of the control characters only tab and the ends of lines.
    private static readonly SearchValues<char> Forbidden =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Append(0x7F).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r'))]);

    /// <summary>The error for a text that is no YAML.</summary>
    public static InvalidDocumentException Error(YamlException malformed, string text, string? file)
    {
        var position = Position(malformed.Start, file);
        var (message, hint) = Explain(malformed.Message, text, ref position);
        return new InvalidDocumentException(position.Issue("yaml_syntax", message), hint);
    }

    /// <summary>Checks that a text has only characters that YAML allows; the parser takes some others for its end.</summary>
    /// <exception cref="InvalidDocumentException">There is another one.</exception>
    public static void CheckCharacters(ReadOnlySpan<char> text, string? file)
    {
        if (text.IndexOfAny(Forbidden) is >= 0 and var at)
        {
            var before = text[..at];
            var position = new DocumentPosition(file, before.Count('\n') + 1, at - before.LastIndexOf('\n'));
            throw new InvalidDocumentException(
                position.Issue("yaml_syntax", $"the control character U+{(int)text[at]:X4} may not stand in YAML"),
                "is it a text file? Within double quotes such a character is written \\x07, for example");
        }
    }

    /// <summary>A position of the parser as ours.</summary>
    public static DocumentPosition Position(Mark mark, string? file) =>
        new(file, (int)Math.Clamp(mark.Line, 1, int.MaxValue), (int)Math.Clamp(mark.Column, 1, int.MaxValue));

    private static (string Message, string Hint) Explain(string complaint, string text, ref DocumentPosition position)
    {
        if (complaint.Contains("tab", StringComparison.OrdinalIgnoreCase) && FirstIndentingTab(text, position) is { } tab)
        {
            position = tab;
            return ("a tab indents this line", "indent with spaces");
        }

        if (complaint.Contains("invalid mapping", StringComparison.Ordinal) || complaint.Contains("mapping values", StringComparison.Ordinal))
        {
            return ("a key with ':' is not possible at this place", "quote text that contains ': ', and check the indentation");
        }

        if (complaint.Contains("quoted scalar", StringComparison.Ordinal))
        {
            return ("the text that is quoted from here on is not a valid one: a closing quote is missing, or an escape is unknown", "close the quote; use single quotes for text with backslashes");
        }

        if (complaint.Contains("cannot start any token", StringComparison.Ordinal))
        {
            return ($"{CharacterAt(text, position)} cannot begin a value", "quote the text");
        }

        if (complaint.Contains("',' or ']'", StringComparison.Ordinal) || complaint.Contains("',' or '}'", StringComparison.Ordinal))
        {
            return ("a ',' or a closing bracket is missing", "close every '[' and '{', and separate the items with ','");
        }

        return ($"this is no valid YAML: {complaint.TrimEnd('.')}", "check the indentation and the quotes around this line");
    }

    // The parser reports the collection in which the tab stands, not the tab.
    private static DocumentPosition? FirstIndentingTab(string text, DocumentPosition collection)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var indent = line.Length - line.TrimStart(" \t").Length;
            if (++number >= collection.Line && line[..indent].IndexOf('\t') is var column and >= 0 && indent < line.Length)
            {
                return collection with { Line = number, Column = column + 1 };
            }
        }

        return null;
    }

    private static string CharacterAt(string text, DocumentPosition position)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++number == position.Line)
            {
                return position.Column <= line.Length ? $"'{line[position.Column - 1]}'" : "the end of the line";
            }
        }

        return "the end of the text";
    }
}
