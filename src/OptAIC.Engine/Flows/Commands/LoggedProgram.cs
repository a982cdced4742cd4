using System.Diagnostics;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>A program whose output is kept. Whatever way it ends, nobody of its group is left.</summary>
/// <param name="output">Takes what it writes.</param>
/// <param name="error">Takes what it complains of.</param>
internal sealed class LoggedProgram(ProgramLog output, ProgramLog error)
{
    private const int LastLines = 5;

    // Somebody who left the group on purpose may hold the pipes for ever.
    private static readonly TimeSpan AfterExit = TimeSpan.FromSeconds(3);

    /// <summary>How long it is given when it is stopped.</summary>
    public StopPatience Patience { get; init; } = StopPatience.Default;

    /// <summary>Told when a process that the program left behind still holds its output.</summary>
    public Action Held { get; init; } = () => { };

    /// <summary>Waits for a program to end.</summary>
    /// <param name="child">The program, with pipes for its output.</param>
    /// <param name="cancellation">Ends the program and everything that it started.</param>
    public async Task<ProgramEnd> RunAsync(ChildProcess child, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var reading = Task.WhenAll(Read(output, child.Output!), Read(error, child.Error!));
        try
        {
            var status = await child.Exit.WaitAsync(cancellation).ConfigureAwait(false);
            var used = RunResources.Of(Stopwatch.GetElapsedTime(start), child.Usage);
            // Whoever the program left behind would hold the pipes and the folder.
            await EndAsync(child, reading).ConfigureAwait(false);
            if (status.IsSuccess && (output.Failure ?? error.Failure) is { } failure)
            {
                throw failure;
            }

            return new ProgramEnd(status, error.LastLines(LastLines) is { Count: > 0 } lines ? lines : output.LastLines(LastLines)) { Resources = used };
        }
        catch (OperationCanceledException)
        {
            await EndAsync(child, reading).ConfigureAwait(false);
            throw;
        }
    }

    private async Task EndAsync(ChildProcess child, Task reading)
    {
        await child.StopAsync(Patience, CancellationToken.None).ConfigureAwait(false);
        try
        {
            await reading.WaitAsync(AfterExit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            output.Abandon();
            error.Abandon();
            Held();
        }
    }

    // A thread each: reading a pipe blocks one, and a program that is silent for hours must not take one from the others.
    private static Task Read(ProgramLog log, Stream stream) => Task.Factory.StartNew(() => log.Read(stream), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}

/// <summary>How a program ended.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="LastLines">What it said last.</param>
internal sealed record ProgramEnd(ExitStatus Status, IReadOnlyList<string> LastLines)
{
    /// <summary>What it used.</summary>
    public RunResources? Resources { get; init; }

    /// <summary>Why it failed, where that is known better than by what it said last.</summary>
    public string? Failure { get; init; }
}
