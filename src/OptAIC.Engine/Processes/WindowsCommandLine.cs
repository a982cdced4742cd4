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
