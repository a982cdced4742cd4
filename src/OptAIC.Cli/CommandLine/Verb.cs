using System.CommandLine;
using OptAIC.Cli.Execution;
using OptAIC.Errors;

namespace OptAIC.Cli.CommandLine;

/// <summary>A command that does something, with an example for its help.</summary>
internal sealed class Verb : Command
{
    private readonly Func<Invocation, ExitCode> _run;

    /// <summary>Makes a verb.</summary>
    public Verb(string name, string description, string example, Func<Invocation, ExitCode> run)
        : base(name, description)
    {
        Example = example;
        _run = run;
    }

    /// <summary>Makes a verb that, unless it throws, succeeds.</summary>
    public Verb(string name, string description, string example, Action<Invocation> run)
        : this(name, description, example, call =>
        {
            run(call);
            return ExitCode.Done;
        })
    {
    }

    /// <summary>Command lines to learn from, one per line.</summary>
    public string Example { get; }

    /// <summary>Does it.</summary>
    public ExitCode Run(Invocation call) => _run(call);
}
