using OptAIC.Engine.Execution;
using OptAIC.Engine.Notebooks;
using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>
/// Starts the programs of a run in its sandbox, each in a process group of its own that is written down, so that a successor can end it. Whatever way
/// a program ends, nobody of its group is left.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="report">Takes what the programs report.</param>
/// <param name="stopGrace">How long one that is stopped is given to end in order.</param>
/// <param name="cores">How many processors they may use together; <c>null</c> is all.</param>
internal sealed class ProgramProcess(FlowContext context, CommandReport report, TimeSpan? stopGrace, int? cores)
{
    private const int LastLines = 5;

    // Somebody who left the group on purpose may hold the pipes for ever.
    private static readonly TimeSpan AfterExit = TimeSpan.FromSeconds(3);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="arguments">The program and its arguments.</param>
    /// <param name="environment">Its whole environment.</param>
    /// <param name="step">The step that it is; <c>null</c> for the only program of a run.</param>
    /// <param name="cancellation">Ends the program and everything that it started.</param>
    /// <exception cref="JupyterMissingException">It is a notebook, and nothing here runs it.</exception>
    public async Task<ProgramEnd> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, StepAttempt? step, CancellationToken cancellation)
    {
        var folder = step?.LogPath ?? context.Run.LogPath;
        var redactor = context.Secrets.Redactor;
        var notebook = NotebookRun.Of(context, arguments, environment, step?.Name, folder);
        using var mirror = step is null ? null : new StepLog(Path.Combine(context.Run.LogPath, RunLogNames.Stdout), step.Name);
        using var last = new LastLine(line => context.Progress(null, step is null ? line : $"{step.Name}: {line}"));
        using var output = new ProgramLog(Path.Combine(folder, RunLogNames.Stdout), redactor, new OutputProtocol(step is null ? "stdout" : $"stdout of {step.Name}", report), last) { Mirror = mirror };
        using var error = new ProgramLog(Path.Combine(folder, RunLogNames.Stderr), redactor, null, last) { Mirror = mirror };
        using var child = Start(notebook?.Arguments ?? arguments, notebook?.Environment ?? environment);
        context.AddChildGroup(child.Identity);
        step?.Began(child.Identity);
        var reading = Task.WhenAll(Read(output, child.Output!), Read(error, child.Error!));
        try
        {
            var status = await child.Exit.WaitAsync(cancellation).ConfigureAwait(false);
            // Whoever the program left behind would hold the pipes and the sandbox.
            await EndAsync(child, reading, output, error).ConfigureAwait(false);
            if (status.IsSuccess && (output.Failure ?? error.Failure) is { } failure)
            {
                throw failure;
            }

            return new ProgramEnd(status, error.LastLines(LastLines) is { Count: > 0 } lines ? lines : output.LastLines(LastLines))
            {
                Failure = status.IsSuccess ? null : notebook?.Failure(),
            };
        }
        catch (OperationCanceledException)
        {
            await EndAsync(child, reading, output, error).ConfigureAwait(false);
            throw;
        }
        finally
        {
            notebook?.Keep();
            context.RemoveChildGroup(child.Identity);
        }
    }

    private ChildProcess Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        using var processors = cores is { } count ? CpuAffinity.Take(count, (uint)context.Run.Id.GetHashCode()) : null;
        return ChildProcess.Start(new ChildSpec
        {
            Program = arguments[0],
            Arguments = [.. arguments.Skip(1)],
            WorkingDirectory = context.Paths.Workflow,
            Environment = environment,
            Input = ChildInput.Pipe,
            Output = ChildOutput.Pipe,
            Error = ChildOutput.Pipe,
        });
    }

    private async Task EndAsync(ChildProcess child, Task reading, ProgramLog output, ProgramLog error)
    {
        await child.StopAsync(StopPatience.Of(stopGrace), CancellationToken.None).ConfigureAwait(false);
        try
        {
            await reading.WaitAsync(AfterExit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            output.Abandon();
            error.Abandon();
            report.Warn("output_held", "a process that the program left behind on purpose still holds its output; what it writes from now on is not kept");
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
    /// <summary>Why it failed, where that is known better than by what it said last.</summary>
    public string? Failure { get; init; }
}

/// <summary>An attempt of a step.</summary>
/// <param name="Name">Name of the step.</param>
/// <param name="LogPath">Its log folder.</param>
/// <param name="Began">Told which process it is.</param>
internal sealed record StepAttempt(string Name, string LogPath, Action<ProcessIdentity> Began);
