namespace OptAIC.Engine.Environments;

/// <summary>Who makes an environment.</summary>
internal enum EnvironmentEngine
{
    /// <summary>Nobody: programs run with what the machine has.</summary>
    None,

    /// <summary>Python's own <c>venv</c>, and pip.</summary>
    Venv,

    /// <summary>Conda, mamba or micromamba.</summary>
    Conda,

    /// <summary>A program of the backpack, which fills a folder.</summary>
    Command,
}
