using System.Text;

namespace OptAIC.Engine.Ticks;

/// <summary>Words of a line that a POSIX shell reads.</summary>
internal static class ShellWords
{
    /// <summary>The word, quoted when it needs it. Without backslashes, which programs that hand a line to a shell like to take for themselves.</summary>
    public static string Quote(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '+' or ',' or ':' or '@')
        ? word
        : $"'{word.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'";

    /// <summary>The words of a line in quotes of either kind, in whose double ones nothing is special; a comment ends it.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        char? quote = null;
        var isOpen = false;
        foreach (var c in line)
        {
            if (quote is null && c == '#' && !isOpen)
            {
                break;
            }

            if (quote is null && c is '\'' or '"')
            {
                (quote, isOpen) = (c, true);
            }
            else if (c == quote)
            {
                quote = null;
            }
            else if (quote is null && c is ' ' or '\t')
            {
                Close();
            }
            else
            {
                word.Append(c);
                isOpen = true;
            }
        }

        Close();
        return words;

        void Close()
        {
            if (isOpen)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            isOpen = false;
        }
    }
}
