using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Engine;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Cli.Execution;

/// <summary>One call of a verb: what was typed, the workspace, and where the answer goes. What is not asked for is not made.</summary>
/// <param name="line">What was typed.</param>
/// <param name="screen">Standard output.</param>
/// <param name="errors">Standard error.</param>
internal sealed class Invocation(ParseResult line, Screen screen, ErrorOutput errors) : IDisposable
{
    private Workspace? _workspace;
    private Interruption? _interruption;

    /// <summary>What was typed.</summary>
    public ParseResult Line => line;

    /// <summary>Where text goes.</summary>
    public Screen Screen => screen;

    /// <summary>Whether JSON was asked for.</summary>
    public bool Json => line.GetValue(GlobalOptions.Json);

    /// <summary>Whether particulars were asked for.</summary>
    public bool Verbose => line.GetValue(GlobalOptions.Verbose);

    /// <summary>The workspace's directory, if one was given.</summary>
    public string? Root => line.GetValue(GlobalOptions.Root);

    /// <summary>The workspace, opened when first needed.</summary>
    public Workspace Workspace => _workspace ??= Workspace.Open(new WorkspaceOptions { Root = Root });

    /// <summary>Cancelled by Ctrl+C and the like. Ask for it only where there is something to end properly.</summary>
    public CancellationToken Cancellation => (_interruption ??= new Interruption()).Token;

    /// <summary>Waits for what takes its time. Verbs themselves are not asynchronous: that would cost all of them at start-up.</summary>
    public T Wait<T>(Func<CancellationToken, Task<T>> work) => work(Cancellation).GetAwaiter().GetResult();

    /// <inheritdoc cref="Wait{T}"/>
    public void Wait(Func<CancellationToken, Task> work) => work(Cancellation).GetAwaiter().GetResult();

    /// <summary>Makes the workspace, or opens the one that is there.</summary>
    public Workspace Initialize() => _workspace = Workspace.Initialize(new WorkspaceOptions { Root = Root });

    /// <summary>Writes a result: as JSON when asked for, else as text.</summary>
    public void Show<T>(T value, JsonTypeInfo<T> type, Action<Screen> text)
    {
        if (Json)
        {
            Output.Json.Write(screen.Writer, value, type);
        }
        else
        {
            text(screen);
        }
    }

    /// <summary>Says at which address a notebook can be worked on.</summary>
    public void TellOpened(string address) => errors.Opened(address);

    /// <summary>Ends the call. What the workspace had to say, it had to say while it was used, so it is told now.</summary>
    public void Dispose()
    {
        foreach (var warning in _workspace?.Warnings ?? [])
        {
            errors.Warn(warning);
        }

        _workspace?.Dispose();
        _interruption?.Dispose();
    }
}
