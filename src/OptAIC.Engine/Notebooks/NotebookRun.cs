using OptAIC.Engine.Execution;

namespace OptAIC.Engine.Notebooks;

/// <summary>A notebook that is run to its end: what is added to its command, and what is kept of it when it fails.</summary>
internal sealed class NotebookRun
{
    private readonly FlowContext _context;
    private readonly Notebook _notebook;
    private readonly JupyterFolder _folder;
    private readonly string _logs;

    private NotebookRun(FlowContext context, Notebook notebook, JupyterFolder folder, string logs) => (_context, _notebook, _folder, _logs) = (context, notebook, folder, logs);

    /// <summary>Prepares the command of a notebook; <c>null</c> when it is another command.</summary>
    /// <param name="context">The run.</param>
    /// <param name="command">The command.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="step">Name of its step.</param>
    /// <param name="logs">The log folder, which keeps it when it fails.</param>
    /// <exception cref="JupyterMissingException">There is nothing that runs notebooks.</exception>
    public static NotebookRun? Of(FlowContext context, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, string? step, string logs)
    {
        if (Notebook.Of(command) is not { } notebook)
        {
            return null;
        }

        if (new JupyterPrograms(context, environment) is { MissingForBatch: { } missing } programs)
        {
            throw JupyterMissingException.OfProgram(context.Instance.Name, missing, programs.IsOfEnvironment);
        }

        var folder = new JupyterFolder(context, step);
        return new NotebookRun(context, notebook, folder, logs)
        {
            Arguments = [command[0], command[1], $"--config={folder.Config}", .. command.Skip(2)],
            Environment = folder.AddTo(environment),
        };
    }

    /// <summary>The command.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Its environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Where a notebook that failed is kept.</summary>
    public string Kept => Path.Combine(_logs, Path.GetFileName(_notebook.Path));

    /// <summary>Keeps a notebook that failed or was stopped, as far as it ran and without secrets.</summary>
    public void Keep()
    {
        if (File.Exists(_folder.Executed))
        {
            File.WriteAllText(Kept, _context.Secrets.Redactor.Redact(File.ReadAllText(_folder.Executed)));
        }
    }

    /// <summary>What it failed of, in words; <c>null</c> when Jupyter has told nothing.</summary>
    /// <exception cref="JupyterMissingException">There was no kernel for it.</exception>
    public string? Failure() => NotebookFailure.Read(_folder.Failure, _context.Secrets.Redactor) switch
    {
        { IsKernelMissing: true } kernel => throw JupyterMissingException.OfKernel(_context.Instance.Name, kernel.Value),
        var failure => failure?.Words(_notebook.Path),
    };
}
