using System.CommandLine;

namespace OptAIC.Cli.CommandLine;

/// <summary>
/// Makes options and arguments. All are text, read by <see cref="OptionValues"/>: so a wrong value gets a message of ours, and
/// no generic code has to be compiled at start-up.
/// </summary>
internal static class Options
{
    /// <summary>An option with a value.</summary>
    public static Option<string?> Text(string name, string placeholder, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = placeholder, Description = description };

    /// <summary>An option that can be given several times.</summary>
    public static Option<string[]> Repeatable(string name, string placeholder, string description) =>
        new(name) { HelpName = placeholder, Description = description + " (repeatable)", Arity = ArgumentArity.OneOrMore };

    /// <summary>An option without a value.</summary>
    public static Option<bool> Flag(string name, string description, params string[] aliases) => new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>An argument that must be given.</summary>
    public static Argument<string> Required(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ExactlyOne };

    /// <summary>An argument that may be left out.</summary>
    public static Argument<string?> Optional(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    /// <summary>One or more arguments.</summary>
    public static Argument<string[]> OneOrMore(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.OneOrMore };

    /// <summary>Any number of arguments.</summary>
    public static Argument<string[]> Any(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrMore };
}
