using System.CommandLine;

namespace OptAIC.Cli.CommandLine;

/// <summary>The help of a command: what it does, how it is typed, an example.</summary>
internal static class HelpText
{
    /// <summary>Writes it.</summary>
    public static void Write(TextWriter to, Command command)
    {
        to.WriteLine(command.Description);
        to.WriteLine();
        to.WriteLine("Usage: " + Usage(command));
        WriteSection(to, "Commands", command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description)));
        WriteSection(to, "Arguments", command.Arguments.Select(a => ($"<{a.Name}>", a.Description)));
        WriteSection(to, "Options", command.Options.Where(o => !o.Recursive).Select(o => (Spelling(o), o.Description)));
        WriteSection(to, "Options of every command", GlobalOptions.All.Select(o => (Spelling(o), o.Description)));
        if (command is Verb verb)
        {
            to.WriteLine();
            to.WriteLine("Example:");
            foreach (var line in verb.Example.Split('\n'))
            {
                to.WriteLine("  " + line);
            }
        }
        else
        {
            to.WriteLine();
            to.WriteLine($"See 'optaic {(command is RootCommand ? "" : command.Name + " ")}<command> --help' for one command.");
        }
    }

    private static string Usage(Command command)
    {
        var words = new List<string> { "optaic" };
        if (command is not RootCommand)
        {
            words.Add(UsageCheck.FullName(command));
        }

        if (command.Subcommands.Count > 0)
        {
            words.Add("<command>");
        }

        words.AddRange(command.Arguments.Select(Placeholder));
        words.Add("[options]");
        return string.Join(' ', words);
    }

    private static string Placeholder(Argument argument)
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? $"<{argument.Name}…>" : $"<{argument.Name}>";
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static string Spelling(Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(n => n.Length));
        return option.HelpName is null ? names : $"{names} {option.HelpName}";
    }

    private static void WriteSection(TextWriter to, string title, IEnumerable<(string Term, string? Description)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        to.WriteLine();
        to.WriteLine(title + ":");
        var width = all.Max(r => r.Term.Length);
        foreach (var (term, description) in all)
        {
            to.WriteLine($"  {term.PadRight(width)}  {description}".TrimEnd());
        }
    }
}
