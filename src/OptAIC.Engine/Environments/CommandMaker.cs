using OptAIC.Engine.Documents;

namespace OptAIC.Engine.Environments;

/// <summary>Folders that a program of the backpack fills.</summary>
internal sealed class CommandMaker : IEnvironmentMaker
{
    private const int MostSentinels = 50;

    public async Task MakeAsync(EnvironmentBuild build, CancellationToken cancellation)
    {
        Directory.CreateDirectory(build.Folder);
        string[] command = [.. build.Spec.Command.Select(a => a.Replace(EnvironmentSpec.FolderTemplate, build.Folder, StringComparison.Ordinal))];
        var variables = build.Outside();
        variables["OPTAIC_ENV_DIR"] = build.Folder;
        await build.Log.RunAsync($"runs {command[0]}", command, build.Work, variables, cancellation).ConfigureAwait(false);
        if (!Directory.EnumerateFileSystemEntries(build.Folder).Any())
        {
            throw new EnvironmentFailedException(build.Log.Instance, command, $"left nothing in {EnvironmentSpec.FolderTemplate}", [], build.Log.Path);
        }
    }

    public IReadOnlyList<string> Sentinels(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).Take(MostSentinels)];

    public Task<IReadOnlyList<InstalledPackage>> PackagesAsync(EnvironmentBuild build, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<InstalledPackage>>([]);
}
