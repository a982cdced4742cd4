using System.Text;

namespace OptAIC.Engine.Processes;

/// <summary>Joins arguments into the one line that Windows passes on, so that the usual parsing (CommandLineToArgvW, the C runtime) gives them back.</summary>
internal static class WindowsCommandLine
{
    /// <summary>Joins a program's path and its arguments.</summary>
    public static string Join(string program, IEnumerable<string> arguments)
    {
        // The program's own name is parsed without escapes and cannot contain a quote.
        var line = new StringBuilder().Append('"').Append(program).Append('"');
        foreach (var argument in arguments)
            Append(line.Append(' '), argument);
        return line.ToString();
    }

    /// <summary>An argument as it stands in a line.</summary>
    public static string Quote(string argument)
    {
        var line = new StringBuilder();
        Append(line, argument);
        return line.ToString();
    }

    /// <summary>The arguments of a line, without a program in front.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        var arguments = new List<string>();
        var argument = new StringBuilder();
        var (isOpen, isQuoted) = (false, false);
        for (var at = 0; at < line.Length; at++)
        {
            var backslashes = 0;
            while (at < line.Length && line[at] == '\\')
            {
                (backslashes, at) = (backslashes + 1, at + 1);
            }

            var isQuote = at < line.Length && line[at] == '"';
            argument.Append('\\', isQuote ? backslashes / 2 : backslashes);
            isOpen |= backslashes > 0;
            if (at == line.Length)
                break;
            if (isQuote && backslashes % 2 == 0)
            {
                (isOpen, isQuoted) = (true, !isQuoted);
            }
            else if (!isQuoted && line[at] is ' ' or '\t')
            {
                Close();
            }
            else
            {
                argument.Append(line[at]);
                isOpen = true;
            }
        }

        Close();
        return arguments;

        void Close()
        {
            if (isOpen)
                arguments.Add(argument.ToString());
            argument.Clear();
            isOpen = false;
        }
    }

    private static void Append(StringBuilder line, string argument)
    {
        if (argument.Length > 0 && !argument.AsSpan().ContainsAny(" \t\n\v\""))
        {
            line.Append(argument);
            return;
        }

        line.Append('"');
        var backslashes = 0;
        foreach (var c in argument)
        {
            // Backslashes are doubled only in front of a quote, which itself takes one more.
            if (c == '"')
                line.Append('\\', backslashes + 1);
            backslashes = c == '\\' ? backslashes + 1 : 0;
            line.Append(c);
        }

        line.Append('\\', backslashes).Append('"');
    }
}
