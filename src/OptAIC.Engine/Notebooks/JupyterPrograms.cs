using OptAIC.Engine.Execution;
using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Notebooks;

/// <summary>
/// The programs of Jupyter that a run has. Nothing is started to find out. In an environment of Python's only its own count: another Jupyter would run its kernels
/// with another Python.
/// </summary>
internal sealed class JupyterPrograms
{
    private readonly IReadOnlyDictionary<string, string> _variables;
    private readonly string _folder;

    /// <summary>Those of a run.</summary>
    /// <param name="context">The run.</param>
    /// <param name="variables">The environment variables of its programs.</param>
    public JupyterPrograms(FlowContext context, IReadOnlyDictionary<string, string> variables)
    {
        _folder = context.Paths.Workflow;
        IsOfEnvironment = context.Environment?.Manifest is { Engine: "venv" or "conda" };
        _variables = !IsOfEnvironment ? variables
            : new Dictionary<string, string> { ["PATH"] = Path.Combine(context.Environment!.Manifest!.Path, OperatingSystem.IsWindows() ? "Scripts" : "bin") };
    }

    /// <summary>Whether they have to be those of the run's environment.</summary>
    public bool IsOfEnvironment { get; }

    /// <summary>What is missing to run notebooks; <c>null</c> when nothing is.</summary>
    public string? MissingForBatch => Find(Notebook.Program) is null ? Notebook.Program : Has(Notebook.Converter) ? null : $"{Notebook.Program}-{Notebook.Converter}";

    /// <summary>The command of <c>jupyter</c> that serves notebooks to a browser, the newer one first; <c>null</c> when there is none.</summary>
    public string? Server => Find(Notebook.Program) is null ? null : Array.Find(["lab", "notebook"], Has);

    // Jupyter itself looks beside its own program first, and beside the file that a link to it leads to.
    private bool Has(string command)
    {
        var name = $"{Notebook.Program}-{command}";
        var jupyter = Find(Notebook.Program)!;
        var linked = File.ResolveLinkTarget(jupyter, returnFinalTarget: true)?.FullName;
        return Find(name) is not null || new[] { jupyter, linked }.OfType<string>().Any(j => File.Exists(Path.Combine(Path.GetDirectoryName(j)!, name + Path.GetExtension(jupyter))));
    }

    private string? Find(string program)
    {
        try
        {
            return ProgramPath.Resolve(program, _folder, _variables);
        }
        catch (ProgramStartException)
        {
            return null;
        }
    }
}
