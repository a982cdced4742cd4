using System.CommandLine;

namespace OptAIC.Cli.CommandLine;

/// <summary>The options that every command has, anywhere on the line.</summary>
internal static class GlobalOptions
{
    /// <summary>Base directory of the workspace.</summary>
    public static readonly Option<string?> Root = Everywhere(Options.Text("--root", "DIR", "Workspace directory (default: OPTAIC_HOME, else ~/.optaic)", "--base-dir"));

    /// <summary>JSON instead of text.</summary>
    public static readonly Option<bool> Json = Everywhere(Options.Flag("--json", "Write JSON"));

    /// <summary>No colours, no live progress.</summary>
    public static readonly Option<bool> NoColor = Everywhere(Options.Flag("--no-color", "No colour and no live progress (also: NO_COLOR)"));

    /// <summary>More particulars.</summary>
    public static readonly Option<bool> Verbose = Everywhere(Options.Flag("--verbose", "Say more; show the stack of an unexpected error", "-v"));

    /// <summary>Help instead of work.</summary>
    public static readonly Option<bool> Help = Everywhere(Options.Flag("--help", "Show help", "-h", "-?"));

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<Option> All { get; } = [Root, Json, NoColor, Verbose, Help];

    private static Option<T> Everywhere<T>(Option<T> option)
    {
        option.Recursive = true;
        return option;
    }
}
