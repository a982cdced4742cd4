using System.CommandLine;
using System.CommandLine.Parsing;
using OptAIC.Naming;

namespace OptAIC.Cli.CommandLine;

/// <summary>Finds the first thing that is wrong with a command line, and says it in one line with the likeliest remedy.</summary>
internal static class UsageCheck
{
    /// <summary>Returns when the line is a call of a verb, and only then.</summary>
    /// <exception cref="UsageException">It is not.</exception>
    public static Verb Verb(ParseResult line)
    {
        var command = line.CommandResult.Command;
        if (line.UnmatchedTokens is [var unknown, ..])
        {
            throw IsOption(unknown) ? UnknownOption(unknown, command) : UnknownWord(unknown, command);
        }

        // The parser takes an unknown option for an argument where any argument is welcome.
        if (!line.Tokens.Any(t => t.Type == TokenType.DoubleDash)
            && line.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).FirstOrDefault(t => IsOption(t.Value)) is { } taken)
        {
            throw UnknownOption(taken.Value, command);
        }

        if (command is not Verb verb)
        {
            throw new UsageException($"'{FullName(command)}' needs a verb", "one of: " + string.Join(", ", command.Subcommands.Select(c => c.Name)));
        }

        return line.Errors is [var error, ..] ? throw new UsageException(Describe(error, command), $"see 'optaic {FullName(command)} --help'") : verb;
    }

    /// <summary>The command as it is typed, without the program's name.</summary>
    public static string FullName(Command command) =>
        command.Parents.FirstOrDefault() is Command parent and not RootCommand ? $"{parent.Name} {command.Name}" : command.Name;

    private static bool IsOption(string token) => token is ['-', not '-' and (< '0' or > '9'), ..] or ['-', '-', _, ..];

    private static UsageException UnknownOption(string option, Command command)
    {
        var name = option.Split('=')[0];
        var known = command.Options.Concat(GlobalOptions.All).SelectMany(o => o.Aliases.Prepend(o.Name));
        var place = command is RootCommand ? "" : $" of '{FullName(command)}'";
        return new UsageException($"unknown option '{name}'{place}", NearestName.Hint(name, known) ?? $"see 'optaic {(command is RootCommand ? "" : FullName(command) + " ")}--help'");
    }

    private static UsageException UnknownWord(string word, Command command)
    {
        if (command.Subcommands.Count == 0)
        {
            return new UsageException($"'{FullName(command)}' does not take '{word}'", $"see 'optaic {FullName(command)} --help'");
        }

        var known = command.Subcommands.Select(c => c.Name).ToList();
        return new UsageException(
            command is RootCommand ? $"unknown command '{word}'" : $"'{FullName(command)}' has no verb '{word}'",
            NearestName.Hint(word, known) ?? "there are: " + string.Join(", ", known));
    }

    private static string Describe(ParseError error, Command command) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option => $"'{option.Option.Name}' needs a value: {option.Option.HelpName}",
        OptionResult { IdentifierTokenCount: > 1 } option => $"'{option.Option.Name}' is given {option.IdentifierTokenCount} times",
        ArgumentResult argument => $"'{FullName(command)}' needs <{argument.Argument.Name}>",
        _ => error.Message,
    };
}
