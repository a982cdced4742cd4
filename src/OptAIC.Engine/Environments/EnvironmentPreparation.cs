using System.Runtime.InteropServices;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Secrets;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Environments;

/// <summary>
/// Sees to it that an environment is there: finds it by its key, waits while somebody else makes it, or makes it. One that is half made is never used: it counts
/// once its manifest names it, which is written last.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="instance">Name of the instance, for messages.</param>
/// <param name="spec">What is asked for.</param>
/// <param name="software">The folder <c>software</c> of the definition.</param>
internal sealed class EnvironmentPreparation(WorkspaceContext workspace, string instance, EnvironmentSpec spec, string software)
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan UserGone = TimeSpan.FromMilliseconds(5);

    private readonly EnvironmentCache _cache = new(workspace.Paths);
    private readonly Dictionary<string, string> _variables = EnvironmentVariables.ForPreparation(spec.Variables);

    /// <summary>Secrets that the programs which prepare it are given, besides those of the run.</summary>
    public IReadOnlyList<string> Secrets => EnvironmentVariables.Secrets(_variables);

    /// <summary>Refuses when the program that makes it is not on this machine. Starts nothing.</summary>
    /// <exception cref="EnvironmentToolMissingException">There is none.</exception>
    public void CheckTool() => EnvironmentTool.Find(instance, spec, software, _variables);

    /// <summary>Prepares one for no run. Its log lies beside it.</summary>
    /// <param name="own">The instance; <c>null</c> when it is not made yet.</param>
    /// <param name="tell">Told how far it is, in words.</param>
    /// <param name="cancellation">Ends the waiting, and the programs.</param>
    /// <returns>The environment, which stays until that is disposed.</returns>
    public Task<PreparedEnvironment> PrepareAsync(InstancePaths? own, Action<string> tell, CancellationToken cancellation) =>
        PrepareAsync(own, refresh: false, folder =>
        {
            Directory.CreateDirectory(folder.Path);
            return new PreparationLog(instance, folder.Log, SecretRedactor.Of(Secrets), tell) { TellsLines = false };
        }, cancellation);

    /// <summary>Prepares one for a run.</summary>
    /// <param name="own">The instance; <c>null</c> when it is not made yet.</param>
    /// <param name="refresh">Make it anew, although it is there. Who uses the one that is there goes on with it.</param>
    /// <param name="logOf">Makes the log, told where the environment lies.</param>
    /// <param name="cancellation">Ends the waiting, and the programs.</param>
    /// <exception cref="EnvironmentToolMissingException">The program that makes it is not on this machine.</exception>
    /// <exception cref="EnvironmentFailedException">A program that makes it ended badly.</exception>
    public async Task<PreparedEnvironment> PrepareAsync(InstancePaths? own, bool refresh, Func<EnvironmentFolder, PreparationLog> logOf, CancellationToken cancellation)
    {
        if (spec.Engine == EnvironmentEngine.None)
        {
            return new PreparedEnvironment(spec);
        }

        var tool = await ToolAsync(cancellation).ConfigureAwait(false);
        var key = EnvironmentKey.Of(spec, tool, software, cancellation);
        var (folder, guard) = (FolderOf(key, own), spec.IsPerInstance ? own!.EnvironmentGuard : _cache.GuardOf(key));
        var log = logOf(folder);
        var asked = workspace.Time.GetUtcNow();
        if (!refresh && await TakeAsync(folder, key, _ => { }, own, cancellation).ConfigureAwait(false) is { } there)
        {
            return there;
        }

        Create(Path.GetDirectoryName(guard)!);
        using var turn = await GuardFile.AcquireAsync(guard, BetweenTries, () => log.Say("environment: waits for another process that prepares the same"), cancellation).ConfigureAwait(false);
        if ((!refresh || folder.Read()?.PreparedAt >= asked) && await TakeAsync(folder, key, log.Say, own, cancellation).ConfigureAwait(false) is { } made)
        {
            return made;
        }

        Create(folder.Path);
        await folder.SweepAsync().ConfigureAwait(false);
        folder.Publish(await BuildAsync(folder, key, tool, log, cancellation).ConfigureAwait(false));
        var prepared = await TakeAsync(folder, key, log.Say, own, cancellation).ConfigureAwait(false);
        await folder.SweepAsync().ConfigureAwait(false);
        log.Say($"environment: ready ({prepared})");
        return prepared ?? throw new EnvironmentFailedException(instance, [folder.Path], "was taken away as soon as it was made", [], log.Path);
    }

    /// <summary>What is installed in one that is there, as it is now.</summary>
    public async Task<IReadOnlyList<InstalledPackage>> ListAsync(string folder, CancellationToken cancellation)
    {
        var log = new PreparationLog(instance, "", SecretRedactor.None, _ => { });
        var tool = await ToolAsync(cancellation).ConfigureAwait(false);
        return await Maker.PackagesAsync(new EnvironmentBuild(spec, tool, folder, software, log), cancellation).ConfigureAwait(false);
    }

    /// <summary>The one that is prepared, and makes none.</summary>
    public async Task<EnvironmentDocument?> FindAsync(InstancePaths own, CancellationToken cancellation)
    {
        var key = EnvironmentKey.Of(spec, await ToolAsync(cancellation).ConfigureAwait(false), software, cancellation);
        return FolderOf(key, own).Find(key, _ => { });
    }

    private IEnvironmentMaker Maker => spec.Engine switch { EnvironmentEngine.Venv => new VenvMaker(), EnvironmentEngine.Conda => new CondaMaker(), _ => new CommandMaker() };

    private EnvironmentFolder FolderOf(string key, InstancePaths? own) => spec.IsPerInstance ? new EnvironmentFolder(own!.Environment) : _cache.Folder(key);

    private async Task<EnvironmentTool?> ToolAsync(CancellationToken cancellation) => EnvironmentTool.Find(instance, spec, software, _variables) is { } path
        ? await EnvironmentTool.AskAsync(instance, spec.Engine, path, software, _variables, cancellation).ConfigureAwait(false)
        : null;

    private async Task<PreparedEnvironment?> TakeAsync(EnvironmentFolder folder, string key, Action<string> tell, InstancePaths? own, CancellationToken cancellation)
    {
        while (folder.Find(key, tell) is { } manifest)
        {
            if (folder.TryUse(manifest) is { } use)
            {
                return new PreparedEnvironment(spec, manifest, use, spec.IsPerInstance ? null : own?.EnvironmentOverlay);
            }

            await Task.Delay(UserGone, cancellation).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<EnvironmentDocument> BuildAsync(EnvironmentFolder folder, string key, EnvironmentTool? tool, PreparationLog log, CancellationToken cancellation)
    {
        // Short, as it is part of paths that programs meet limits of.
        var name = Guid.NewGuid().ToString("N")[..12];
        var build = new EnvironmentBuild(spec, tool, folder.BuildOf(name), folder.WorkOf(name), log.Also(folder.Began, _ => folder.Ended()));
        Create(Path.GetDirectoryName(build.Folder)!);
        try
        {
            CopyFiles(build.Work);
            var maker = Maker;
            await maker.MakeAsync(build, cancellation).ConfigureAwait(false);
            await PostInstallAsync(build, cancellation).ConfigureAwait(false);
            var packages = await PackagesAsync(maker, build, cancellation).ConfigureAwait(false);
            var sentinels = maker.Sentinels(build.Folder);
            if (!spec.IsPerInstance)
            {
                ReadOnlyTree.Protect(build.Folder);
            }

            ReadOnlyTree.Delete(build.Work);
            return new EnvironmentDocument
            {
                Engine = SnakeCase.Of(spec.Engine),
                Key = key,
                Build = name,
                Path = build.Folder,
                Sentinels = sentinels,
                ToolVersions = tool is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [tool.Name] = tool.Version },
                Platform = RuntimeInformation.RuntimeIdentifier,
                PreparedAt = workspace.Time.GetUtcNow(),
                Packages = packages,
                Size = FolderSize.Of(build.Folder),
            };
        }
        catch (Exception failed)
        {
            folder.Drop(name);
            if (StorageException.IsRefusal(failed))
            {
                throw StorageException.From("write", build.Folder, failed);
            }

            throw;
        }
    }

    // It is made, also when only its list cannot be had.
    private static async Task<IReadOnlyList<InstalledPackage>> PackagesAsync(IEnvironmentMaker maker, EnvironmentBuild build, CancellationToken cancellation)
    {
        try
        {
            return await maker.PackagesAsync(build, cancellation).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is EnvironmentFailedException or InvalidDocumentException)
        {
            build.Log.Say($"environment: its packages cannot be listed: {refused.Message}");
            return InstalledPackages.OfEnvironment(build.Folder);
        }
    }

    private async Task PostInstallAsync(EnvironmentBuild build, CancellationToken cancellation)
    {
        if (spec.PostInstall is { } script)
        {
            // What begins a template in commands of entries is only a part of a name here.
            string[] command = [.. Backpacks.ProgramCommand.Of(build.Work, script.StartsWith("./", StringComparison.Ordinal) ? script[2..] : script)!.Select(a => a.Replace("$${", "${", StringComparison.Ordinal))];
            await build.Log.RunAsync($"runs {script}", command, build.Work, build.Inside(), cancellation).ConfigureAwait(false);
        }
    }

    // The registered files never change, and pip writes beside a package that it builds.
    private void CopyFiles(string work)
    {
        Create(work);
        foreach (var file in EnvironmentKey.Files(software))
        {
            var target = Path.Combine(work, Path.GetRelativePath(software, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            File.SetAttributes(target, File.GetAttributes(target) & ~FileAttributes.ReadOnly);
        }
    }

    private static void Create(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            throw StorageException.From("create", folder, refused);
        }
    }
}
