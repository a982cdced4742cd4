using System.CommandLine;
using System.Reflection;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Errors;

namespace OptAIC.Cli.Execution;

/// <summary>The command line: reads it, calls the verb, and turns whatever happens into output and an exit code.</summary>
internal static class Application
{
    private static readonly ParserConfiguration Grammar = new()
    {
        // "@name" is a selector, not a file of more arguments.
        ResponseFileTokenReplacer = null,
    };

    /// <summary>Runs one command line on the streams of the process.</summary>
    public static ExitCode Run(string[] args) => Run(args, StandardStreams.Output, StandardStreams.Error);

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Opens standard output, told whether colours are unwanted.</param>
    /// <param name="error">Opens standard error, likewise.</param>
    public static ExitCode Run(string[] args, Func<bool, Screen> output, Func<bool, Screen> error)
    {
        var line = CommandTree.For(args).Parse(args, Grammar);
        var noColor = IsGiven(line, GlobalOptions.NoColor);
        var errors = new ErrorOutput(error(noColor), IsGiven(line, GlobalOptions.Json), IsGiven(line, GlobalOptions.Verbose));
        var screen = output(noColor);
        try
        {
            var exitCode = Run(line, args, screen, errors);
            screen.Writer.Flush();
            return exitCode;
        }
        catch (Exception exception)
        {
            screen.Writer.Flush();
            return errors.Report(exception);
        }
    }

    private static ExitCode Run(ParseResult line, string[] args, Screen screen, ErrorOutput errors)
    {
        if (args.Length == 0 || IsGiven(line, GlobalOptions.Help))
        {
            HelpText.Write(screen.Writer, line.CommandResult.Command);
            return ExitCode.Done;
        }

        if (IsGiven(line, CommandTree.Version))
        {
            screen.Line("optaic " + Version());
            return ExitCode.Done;
        }

        var verb = UsageCheck.Verb(line);
        using var call = new Invocation(line, screen, errors);
        return verb.Run(call);
    }

    // Asked of the result, not of the value: the value of a line with mistakes cannot be read.
    private static bool IsGiven(ParseResult line, Option<bool> option) => line.GetResult(option) is { Implicit: false };

    private static string Version() =>
        typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
