using OptAIC.Engine.Documents;

namespace OptAIC.Engine.Environments;

/// <summary>Virtual environments of Python, filled by pip.</summary>
internal sealed class VenvMaker : IEnvironmentMaker
{
    private static string Python => OperatingSystem.IsWindows() ? "Scripts/python.exe" : "bin/python";

    public async Task MakeAsync(EnvironmentBuild build, CancellationToken cancellation)
    {
        var (spec, tool) = (build.Spec, build.Tool!);
        await build.Log.RunAsync($"makes a virtual environment with Python {tool.Version}", [tool.Path, "-I", "-m", "venv", build.Folder], build.Work, build.Outside(), cancellation).ConfigureAwait(false);
        if (spec.Requirements.Count == 0)
        {
            return;
        }

        // Isolated: a folder beside the requirements must not take the place of a module of pip's.
        string[] install = [Path.Combine(build.Folder, Python), "-I", "-m", "pip", "install", .. spec.PipArguments, .. spec.Requirements.SelectMany(r => r.Arguments)];
        var what = spec.Requirements.Count == 1 ? $"installs {spec.Requirements[0].Text}" : $"installs {spec.Requirements.Count} requirements";
        await build.Log.RunAsync(what, install, build.Work, build.Inside(), cancellation).ConfigureAwait(false);
    }

    public IReadOnlyList<string> Sentinels(string folder) => ["pyvenv.cfg", Python];

    public Task<IReadOnlyList<InstalledPackage>> PackagesAsync(EnvironmentBuild build, CancellationToken cancellation) => Task.FromResult(InstalledPackages.OfEnvironment(build.Folder));
}
