using OptAIC.Engine.Backpacks;
using OptAIC.Errors;

namespace OptAIC.Engine.Notebooks;

/// <summary>A notebook cannot be run, because Jupyter or a part of it is missing.</summary>
public sealed class JupyterMissingException : OptException
{
    private const string Install = "apt install jupyter-nbconvert python3-ipykernel jupyter-core, or: pip install nbconvert ipykernel";

    private JupyterMissingException(string message, string hint)
        : base("JupyterMissing", ExitCode.Failed, message, hint)
    {
    }

    /// <inheritdoc/>
    public override bool CanPass => false;

    /// <summary>A program of Jupyter is not there.</summary>
    /// <param name="instance">Name of the instance.</param>
    /// <param name="program">The program.</param>
    /// <param name="isOfEnvironment">Whether the instance has an environment of Python's.</param>
    internal static JupyterMissingException OfProgram(string instance, string program, bool isOfEnvironment) => isOfEnvironment
        ? new($"{instance}: its entry is a notebook, and there is no '{program}' in its environment", $"add nbconvert and ipykernel to {WorkflowFolder.Environment}, then run it again")
        : new($"{instance}: its entry is a notebook, and there is no '{program}' in the PATH", $"install what runs notebooks, then run it again: {Install}");

    /// <summary>There is no server for interactive work.</summary>
    /// <param name="instance">Name of the instance.</param>
    /// <param name="isOfEnvironment">Whether the instance has an environment of Python's.</param>
    internal static JupyterMissingException OfServer(string instance, bool isOfEnvironment) => isOfEnvironment
        ? new($"{instance}: there is neither JupyterLab ('jupyter-lab') nor the classic notebook server ('jupyter-notebook') in its environment", $"add jupyterlab and ipykernel to {WorkflowFolder.Environment}, then start it again")
        : new($"{instance}: there is neither JupyterLab ('jupyter-lab') nor the classic notebook server ('jupyter-notebook') in the PATH", "install one of them, then start it again: pip install jupyterlab, or: apt install jupyter-notebook");

    /// <summary>The kernel of a notebook cannot be started.</summary>
    /// <param name="instance">Name of the instance.</param>
    /// <param name="words">Why not.</param>
    internal static JupyterMissingException OfKernel(string instance, string words) =>
        new($"{instance}: the kernel of the notebook could not be started: {words}", $"for Python, install ipykernel: apt install python3-ipykernel, or: pip install ipykernel; 'jupyter kernelspec list' shows the kernels that are there");
}
