using System.Text;

namespace OptAIC.Engine.Ticks;

/// <summary>Words of a command line of a systemd unit (systemd.service(5), «Command lines», and systemd.syntax(7)).</summary>
internal static class SystemdWords
{
    /// <summary>The program; a dollar sign means nothing there.</summary>
    public static string Program(string path) => Quote(path).Replace("%", "%%", StringComparison.Ordinal);

    /// <summary>An argument, in which a dollar sign would begin a variable.</summary>
    public static string Argument(string word) => Program(word).Replace("$", "$$", StringComparison.Ordinal);

    /// <summary>Text of any other setting, where percent signs stand for something too.</summary>
    public static string Text(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    /// <summary>Whether systemd takes the path for that of a program at all.</summary>
    public static bool IsProgram(string path) => !path.AsSpan().ContainsAny("\"'\\");

    /// <summary>The words of a line that was written here; <c>null</c> when quotes do not close.</summary>
    public static IReadOnlyList<string>? Split(string line)
    {
        var words = new List<string>();
        for (var at = 0; at < line.Length;)
        {
            if (line[at] == ' ')
            {
                at++;
                continue;
            }

            var isQuoted = line[at] == '"';
            var end = isQuoted ? EndOfQuoted(line, at) : line.IndexOf(' ', at) is >= 0 and var space ? space : line.Length;
            if (end < 0)
            {
                return null;
            }

            words.Add(isQuoted ? Unescaped(line[(at + 1)..end]) : line[at..end]);
            at = isQuoted ? end + 1 : end;
        }

        return [.. words.Select((word, i) => (i == 0 ? word : word.Replace("$$", "$", StringComparison.Ordinal)).Replace("%%", "%", StringComparison.Ordinal))];
    }

    private static string Quote(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '+' or ',' or ':' or '@')
        ? word
        : $"\"{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static int EndOfQuoted(string line, int start)
    {
        for (var at = start + 1; at < line.Length; at += line[at] == '\\' ? 2 : 1)
        {
            if (line[at] == '"')
            {
                return at;
            }
        }

        return -1;
    }

    private static string Unescaped(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            plain.Append(text[at] == '\\' && at + 1 < text.Length ? text[++at] : text[at]);
        }

        return plain.ToString();
    }
}
