using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Notebooks;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>
/// Runs the program of a command entry, or the steps of a workflow, in the instance's sandbox: in its own process group, with a context file, an output folder, and
/// <c>optaic::</c> lines on its standard output. Whatever way the run ends, nobody of the group is left and nothing half is published.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="entry">The entry.</param>
/// <param name="config">Its config.</param>
/// <param name="variables">Environment variables that the config gives.</param>
/// <param name="files">What the other files of a workflow say; needed for steps.</param>
internal sealed class CommandRun(FlowContext context, DefinitionEntry entry, JsonElement config, IReadOnlyDictionary<string, string> variables, WorkflowFiles? files = null)
{
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
        var environment = CommandEnvironment.Of(entry.Environment, variables, templates, Told(folders, CommandContext.Write(context, config, folders, inputs)), context.Secrets, context.Environment);
        PowerShellModule.AddTo(environment, own.Modules);

        var arguments = await ExecuteAsync(templates, environment, cancellation).ConfigureAwait(false);

        var results = new CommandOutput(context, folders, _report);
        results.CheckFiles();
        results.ReadReport();
        results.ReadMetrics();
        results.KeepArtifacts();
        if (context.Session is not null)
        {
            results.KeepOutput();
        }

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

    private async Task<IReadOnlyList<string>?> ExecuteAsync(CommandTemplates templates, Dictionary<string, string> environment, CancellationToken cancellation)
    {
        var programs = new ProgramProcess(context, _report, context.Session is null ? entry.StopGrace : NotebookServer.StopGrace, files?.Compute.Cores);
        if (entry.Kind == EntryKind.Steps)
        {
            await new StepsExecution(context, _report, files!.Steps[entry.Text], files.Compute, programs).RunAsync(templates, environment, cancellation).ConfigureAwait(false);
            return null;
        }

        IReadOnlyList<string> arguments = [.. entry.Arguments.Select(templates.Fill)];
        ProgramEnd end;
        if (context.Session is { } session)
        {
            (arguments, end) = await new NotebookServer(context, Notebook.Of(arguments)!, session).RunAsync(programs, environment, cancellation).ConfigureAwait(false);
        }
        else
        {
            end = await programs.RunAsync(arguments, environment, step: null, cancellation).ConfigureAwait(false);
        }

        return end.Status.IsSuccess ? arguments
            : throw new CommandFailedException(context.Instance.Name, arguments[0], end, _report.Issues, context.Run.LogPath);
    }
}
