using OptAIC.Errors;

namespace OptAIC.Engine.Backpacks;

/// <summary>Notebooks are run by Jupyter, which a machine may lack.</summary>
internal static class Notebook
{
    /// <summary>The program that runs them.</summary>
    public const string Program = "jupyter";
}

/// <summary>A notebook cannot be run, because there is no Jupyter.</summary>
public sealed class JupyterMissingException : OptException
{
    internal JupyterMissingException(string instance)
        : base("JupyterMissing", ExitCode.Failed, $"{instance}: its entry is a notebook, and there is no 'jupyter' in the PATH", "install Jupyter with nbconvert and ipykernel (Debian: apt install jupyter-nbconvert python3-ipykernel), then run it again")
    {
    }

    /// <inheritdoc/>
    public override bool CanPass => false;
}
