using OptAIC.Engine.Documents;

namespace OptAIC.Engine.Environments;

/// <summary>Environments of conda, mamba and micromamba.</summary>
internal sealed class CondaMaker : IEnvironmentMaker
{
    private const string Small = "micromamba";
    private static readonly string[] Pythons = ["bin/python", "python.exe"];

    public async Task MakeAsync(EnvironmentBuild build, CancellationToken cancellation)
    {
        var file = Path.Combine(build.Work, CondaFile.Name);
        CondaFile.Write(file, build.Spec);
        string[] verb = build.Tool!.Name == Small ? ["create", "--yes"] : ["env", "create"];
        string[] create = [build.Tool.Path, .. verb, "--prefix", build.Folder, "--file", file];
        await build.Log.RunAsync($"makes it with {build.Tool.Name} {build.Tool.Version}", create, build.Work, Variables(build), cancellation).ConfigureAwait(false);
    }

    public IReadOnlyList<string> Sentinels(string folder) => ["conda-meta", .. Pythons.Where(f => File.Exists(Path.Combine(folder, f)))];

    public async Task<IReadOnlyList<InstalledPackage>> PackagesAsync(EnvironmentBuild build, CancellationToken cancellation)
    {
        string[] export = [build.Tool!.Path, "env", "export", "--prefix", build.Folder, build.Tool.Name == Small ? "--no-build" : "--no-builds"];
        var lines = await EnvironmentTool.LinesAsync(build.Log.Instance, export, build.Work, Variables(build), cancellation, isExact: true).ConfigureAwait(false);
        return CondaFile.Packages(string.Join('\n', lines));
    }

    // Nobody can be asked; and files that are shared with conda's own cache of packages must not be made read-only there.
    private static Dictionary<string, string> Variables(EnvironmentBuild build)
    {
        var variables = build.Outside();
        foreach (var name in (string[])["CONDA_ALWAYS_YES", "CONDA_ALWAYS_COPY", "MAMBA_ALWAYS_YES", "MAMBA_ALWAYS_COPY"])
        {
            variables[name] = "true";
        }

        return variables;
    }
}
