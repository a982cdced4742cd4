using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>
/// Runs the program of a command entry in the instance's sandbox: in its own process group, with a context file, an output folder, and
/// <c>optaic::</c> lines on its standard output. Whatever way the run ends, nobody of the group is left and nothing half is published.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="entry">The entry.</param>
/// <param name="config">Its config.</param>
/// <param name="variables">Environment variables that the config gives.</param>
internal sealed class CommandRun(FlowContext context, DefinitionEntry entry, JsonElement config, IReadOnlyDictionary<string, string> variables)
{
    private const int LastLines = 5;
    // Somebody who left the group on purpose may hold the pipes for ever.
    private static readonly TimeSpan AfterExit = TimeSpan.FromSeconds(3);

    private readonly CommandReport _report = new(context);

    /// <summary>Runs it to its end.</summary>
    /// <param name="output">Folder in which it leaves its results.</param>
    /// <param name="cancellation">Ends the program and everything that it started.</param>
    /// <exception cref="CommandFailedException">It ended with another code than 0, or by a signal.</exception>
    /// <exception cref="Secrets.SecretInOutputException">What it left to be published holds a secret.</exception>
    public async Task<CommandResult> RunAsync(string output, CancellationToken cancellation)
    {
        using var own = new ProgramFolder(context.Paths, context.Flow);
        var folders = new CommandFolders(output, own.Report);
        Directory.CreateDirectory(folders.Artifacts);
        var inputs = CommandInput.Of(context, entry.WritesInputFiles, own.Inputs, cancellation);
        var templates = new CommandTemplates(config, context.Parameters, About(folders), inputs, context.Secrets);
        var arguments = entry.Arguments.Select(templates.Fill).ToList();
        var environment = CommandEnvironment.Of(entry.Environment, variables, templates, Told(folders, CommandContext.Write(context, config, folders, inputs)), context.Secrets);
        PowerShellModule.AddTo(environment, own.Modules);

        await ExecuteAsync(arguments, environment, cancellation).ConfigureAwait(false);

        var results = new CommandOutput(context, folders, _report);
        results.CheckFiles();
        results.ReadReport();
        results.ReadMetrics();
        results.KeepArtifacts();
        results.CheckSecrets();
        context.Artifacts = RunArtifacts.Take(context.Paths, context.Run.Id, folders.Artifacts);
        return new CommandResult(arguments, _report.Metrics, _report.LastDataDate, _report.Issues);
    }

    private Dictionary<string, string> About(CommandFolders folders) => new()
    {
        ["id"] = context.Run.Id.ToString("D"),
        ["dir"] = context.Paths.Directory,
        ["workflow"] = context.Paths.Workflow,
        ["output"] = folders.Output,
        ["artifacts"] = folders.Artifacts,
        ["instance"] = context.Instance.Name,
        ["flow"] = Model.SnakeCase.Of(context.Flow),
        ["as_of"] = context.Run.AsOf?.ToString("O") ?? "",
    };

    private Dictionary<string, string> Told(CommandFolders folders, string contextFile) => new()
    {
        ["OPTAIC_CONTEXT"] = contextFile,
        ["OPTAIC_RUN_ID"] = context.Run.Id.ToString("D"),
        ["OPTAIC_RUN_DIR"] = context.Paths.Directory,
        ["OPTAIC_OUTPUT"] = folders.Output,
        ["OPTAIC_ARTIFACTS"] = folders.Artifacts,
        ["OPTAIC_REPORT"] = folders.Report,
    };

    private async Task ExecuteAsync(List<string> arguments, Dictionary<string, string> environment, CancellationToken cancellation)
    {
        var redactor = context.Secrets.Redactor;
        using var last = new LastLine(line => context.Progress(null, line));
        using var output = new ProgramLog(Path.Combine(context.Run.LogPath, RunLogNames.Stdout), redactor, new OutputProtocol("stdout", _report), last);
        using var error = new ProgramLog(Path.Combine(context.Run.LogPath, RunLogNames.Stderr), redactor, null, last);
        using var child = ChildProcess.Start(new ChildSpec
        {
            Program = arguments[0],
            Arguments = arguments[1..],
            WorkingDirectory = context.Paths.Workflow,
            Environment = environment,
            Input = ChildInput.Pipe,
            Output = ChildOutput.Pipe,
            Error = ChildOutput.Pipe,
        });
        context.DeclareChildGroup(child.Identity);
        var reading = Task.WhenAll(Read(output, child.Output!), Read(error, child.Error!));
        try
        {
            var status = await child.Exit.WaitAsync(cancellation).ConfigureAwait(false);
            // Whoever the program left behind would hold the pipes and the sandbox.
            await EndAsync(child, reading, output, error).ConfigureAwait(false);
            if (!status.IsSuccess)
            {
                var said = error.LastLines(LastLines) is { Count: > 0 } lines ? lines : output.LastLines(LastLines);
                throw new CommandFailedException(context.Instance.Name, arguments[0], status, said, _report.Issues, context.Run.LogPath);
            }

            if ((output.Failure ?? error.Failure) is { } failure)
            {
                throw failure;
            }
        }
        catch (OperationCanceledException)
        {
            await EndAsync(child, reading, output, error).ConfigureAwait(false);
            throw;
        }
        finally
        {
            context.DeclareChildGroup(null);
        }
    }

    private async Task EndAsync(ChildProcess child, Task reading, ProgramLog output, ProgramLog error)
    {
        await child.StopAsync(StopPatience.Of(entry.StopGrace), CancellationToken.None).ConfigureAwait(false);
        try
        {
            await reading.WaitAsync(AfterExit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            output.Abandon();
            error.Abandon();
            _report.Warn("output_held", "a process that the program left behind on purpose still holds its output; what it writes from now on is not kept");
        }
    }

    // A thread each: reading a pipe blocks one, and a program that is silent for hours must not take one from the others.
    private static Task Read(ProgramLog log, Stream stream) => Task.Factory.StartNew(() => log.Read(stream), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
