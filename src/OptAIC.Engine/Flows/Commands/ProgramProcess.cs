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
    /// <summary>Runs a program to its end.</summary>
    /// <param name="arguments">The program and its arguments.</param>
    /// <param name="environment">Its whole environment.</param>
    /// <param name="step">The step that it is; <c>null</c> for the only program of a run.</param>
    /// <param name="cancellation">Ends the program and everything that it started.</param>
    /// <exception cref="JupyterMissingException">It is a notebook, and nothing here runs it.</exception>
    public async Task<ProgramEnd> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, StepAttempt? step, CancellationToken cancellation)
    {
        await context.Begun.ConfigureAwait(false);
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
        var program = new LoggedProgram(output, error)
        {
            Patience = StopPatience.Of(stopGrace),
            Held = () => report.Warn("output_held", "a process that the program left behind on purpose still holds its output; what it writes from now on is not kept"),
        };
        try
        {
            var end = await program.RunAsync(child, cancellation).ConfigureAwait(false);
            context.Used(end.Resources!);
            return end.Status.IsSuccess ? end : end with { Failure = notebook?.Failure() };
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
}

/// <summary>An attempt of a step.</summary>
/// <param name="Name">Name of the step.</param>
/// <param name="LogPath">Its log folder.</param>
/// <param name="Began">Told which process it is.</param>
internal sealed record StepAttempt(string Name, string LogPath, Action<ProcessIdentity> Began);
