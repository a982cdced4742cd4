using OptAIC.Errors;

namespace OptAIC.Engine.Environments;

/// <summary>The program that would make an environment is not on this machine.</summary>
public sealed class EnvironmentToolMissingException : OptException
{
    internal EnvironmentToolMissingException(string instance, EnvironmentEngine engine, string program, Exception cause)
        : base(
            "EnvironmentToolMissing",
            ExitCode.Failed,
            engine == EnvironmentEngine.Conda
                ? $"{instance}: its environment is made by conda, and there is no conda, mamba or micromamba in the PATH"
                : $"{instance}: its environment is made by '{program}', and there is none: {cause.Message}",
            engine == EnvironmentEngine.Conda
                ? "install Miniforge (https://conda-forge.org/download) or micromamba, and see to it that it is in the PATH"
                : "install Python 3 with venv (Debian: apt install python3-venv), or name another one with 'python' in software/environment.yml",
            cause) =>
        Program = program;

    /// <summary>The program.</summary>
    public string Program { get; }

    /// <inheritdoc/>
    public override bool CanPass => false;
}
