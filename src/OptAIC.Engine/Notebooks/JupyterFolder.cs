using OptAIC.Engine.Definitions;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Flows.Commands;

namespace OptAIC.Engine.Notebooks;

/// <summary>
/// Where Jupyter keeps its own files for the length of a run: in the run's folder of the sandbox, so that keys of kernels and tokens of servers do not stay in the
/// user's home when it is killed.
/// </summary>
internal sealed class JupyterFolder
{
    private readonly string _path;

    /// <summary>Makes it.</summary>
    /// <param name="context">The run.</param>
    /// <param name="step">Name of the step.</param>
    public JupyterFolder(FlowContext context, string? step)
    {
        _path = Path.Combine(ProgramFolder.PathOf(context.Paths, context.Flow), step is null ? "jupyter" : $"jupyter-{step}");
        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }

        Directory.CreateDirectory(Runtime);
        File.WriteAllText(Config, EmbeddedYaml.Text("Notebooks.jupyter-config.py"));
    }

    /// <summary>What is added to Jupyter.</summary>
    public string Config => Path.Combine(_path, "jupyter-config.py");

    /// <summary>Files that tell of kernels and servers.</summary>
    public string Runtime => Path.Combine(_path, "runtime");

    /// <summary>Why a notebook failed.</summary>
    public string Failure => Path.Combine(_path, "failure.json");

    /// <summary>A notebook that failed, as far as it ran.</summary>
    public string Executed => Path.Combine(_path, "executed.ipynb");

    /// <summary>An environment in which Jupyter knows of it.</summary>
    public Dictionary<string, string> AddTo(IReadOnlyDictionary<string, string> environment) => new(environment, (environment as Dictionary<string, string>)?.Comparer)
    {
        ["OPTAIC_JUPYTER"] = _path,
        ["JUPYTER_RUNTIME_DIR"] = Runtime,
        // Kernels warn of modules that were frozen into Python, which is nobody's business here.
        ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1",
    };
}
