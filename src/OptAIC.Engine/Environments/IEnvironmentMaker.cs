using OptAIC.Engine.Documents;

namespace OptAIC.Engine.Environments;

/// <summary>Makes environments of one engine.</summary>
internal interface IEnvironmentMaker
{
    /// <summary>Makes one, from nothing.</summary>
    /// <exception cref="EnvironmentFailedException">A program that makes it ended badly.</exception>
    Task MakeAsync(EnvironmentBuild build, CancellationToken cancellation);

    /// <summary>Files and folders without which one is not whole, below its folder.</summary>
    IReadOnlyList<string> Sentinels(string folder);

    /// <summary>What is installed in one.</summary>
    /// <exception cref="EnvironmentFailedException">The program that knows it ended badly.</exception>
    /// <exception cref="Yaml.InvalidDocumentException">What it said is no list.</exception>
    Task<IReadOnlyList<InstalledPackage>> PackagesAsync(EnvironmentBuild build, CancellationToken cancellation);
}
