using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Environments;

/// <summary>
/// The folder of an environment: <c>manifest.json</c> names the build in <c>builds</c> that counts. A build is made in its final place, because environments cannot be
/// moved; until the manifest names it, it is nobody's.
/// </summary>
/// <param name="path">The folder.</param>
internal sealed class EnvironmentFolder(string path)
{
    private readonly string _manifest = System.IO.Path.Combine(path, "manifest.json");
    private readonly string _builds = System.IO.Path.Combine(path, "builds");
    private readonly string _uses = System.IO.Path.Combine(path, "uses");
    private readonly string _work = System.IO.Path.Combine(path, "work");
    private readonly string _builder = System.IO.Path.Combine(path, "builder.json");

    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>The log of a preparation that belongs to no run.</summary>
    public string Log => System.IO.Path.Combine(Path, "environment.log");

    /// <summary>Where a build lies.</summary>
    public string BuildOf(string build) => System.IO.Path.Combine(_builds, build);

    /// <summary>Where a build finds a copy of the files that shape it.</summary>
    public string WorkOf(string build) => System.IO.Path.Combine(_work, build);

    /// <summary>The manifest; <c>null</c> when there is none that can be read.</summary>
    public EnvironmentDocument? Read()
    {
        try
        {
            return DocumentFile.TryRead(_manifest, DocumentJson.Default.EnvironmentDocument);
        }
        catch (UnreadableDocumentException)
        {
            // What nobody vouches for is prepared anew.
            return null;
        }
    }

    /// <summary>The environment when there is one that is whole.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="tell">Told why one that is there is not used.</param>
    public EnvironmentDocument? Find(string key, Action<string> tell)
    {
        if (Read() is not { } manifest || manifest.Key != key)
        {
            return null;
        }

        var build = BuildOf(manifest.Build);
        var problem = manifest.Path != build ? $"it was made as {manifest.Path}, and environments cannot be moved"
            : !Directory.Exists(build) ? $"its folder {build} is gone"
            : manifest.Sentinels.FirstOrDefault(s => !IsThere(System.IO.Path.Combine(build, s))) is { } gone ? $"its file {gone} is gone"
            : null;
        if (problem is null)
        {
            return manifest;
        }

        tell($"the environment that is there is not used: {problem}");
        return null;
    }

    /// <summary>Takes the build that the manifest names into use; <c>null</c> when it is another one by now.</summary>
    public EnvironmentUse? TryUse(EnvironmentDocument manifest)
    {
        var use = EnvironmentUse.TryTake(_uses, manifest.Build);
        // Looked at once more now that the use can be seen: who deletes a build names another one first, and looks for users then.
        if (use is not null && Read()?.Build == manifest.Build)
        {
            return use;
        }

        use?.Dispose();
        return null;
    }

    /// <summary>Lets a build count. From now on it is the environment, also after a power cut.</summary>
    public void Publish(EnvironmentDocument manifest)
    {
        DurableDirectory.FlushTree(BuildOf(manifest.Build));
        DocumentFile.Write(_manifest, manifest, DocumentJson.Default.EnvironmentDocument, Durability.Truth);
    }

    /// <summary>Removes builds that nobody can come to use, and ends the programs that a preparer who died has left behind. Only the holder of the guard does it.</summary>
    public async Task SweepAsync()
    {
        await EndBuilderAsync().ConfigureAwait(false);
        var current = Read()?.Build;
        foreach (var build in Builds().Where(b => b != current && !EnvironmentUse.IsAny(_uses, b)).ToList())
        {
            Drop(build);
        }

        TryDelete(_work);
    }

    /// <summary>Removes a build.</summary>
    public void Drop(string build)
    {
        TryDelete(WorkOf(build));
        TryDelete(BuildOf(build));
    }

    private static void TryDelete(string folder)
    {
        try
        {
            ReadOnlyTree.Delete(folder);
        }
        catch (Exception inUse) when (StorageException.IsRefusal(inUse))
        {
            // Somebody holds a file of it; the next preparer tries again, and until then it is in nobody's way.
        }
    }

    /// <summary>Removes all of it, unless somebody uses it. Only the holder of the guard does it.</summary>
    /// <returns>Whether it is gone.</returns>
    public bool TryRemove()
    {
        // Without a manifest nobody begins to use it, so who uses it can be seen for certain.
        var aside = _manifest + DurableFile.TemporarySuffix;
        var isThere = File.Exists(_manifest);
        if (isThere)
        {
            File.Move(_manifest, aside, overwrite: true);
        }

        if (Builds().Any(b => EnvironmentUse.IsAny(_uses, b)))
        {
            if (isThere)
            {
                File.Move(aside, _manifest);
            }

            return false;
        }

        ReadOnlyTree.Delete(Path);
        return true;
    }

    /// <summary>Says which program works on a build.</summary>
    public void Began(ProcessIdentity program) => DocumentFile.Write(
        _builder,
        new EnvironmentBuilderDocument { HostId = HostIdentity.Current.Id, Host = HostIdentity.Current.Name, ChildGroup = program.ToString() },
        DocumentJson.Default.EnvironmentBuilderDocument,
        Durability.Knowledge);

    /// <summary>Says that it has ended.</summary>
    public void Ended() => File.Delete(_builder);

    private static bool IsThere(string path) => File.Exists(path) || Directory.Exists(path);

    private IEnumerable<string> Builds() => Directory.Exists(_builds) ? Directory.EnumerateDirectories(_builds).Select(b => System.IO.Path.GetFileName(b)) : [];

    private async Task EndBuilderAsync()
    {
        EnvironmentBuilderDocument? builder;
        try
        {
            builder = DocumentFile.TryRead(_builder, DocumentJson.Default.EnvironmentBuilderDocument);
        }
        catch (UnreadableDocumentException)
        {
            builder = null;
        }

        if (builder is not null
            && HostIdentity.TryParse(builder.HostId, builder.Host, out var host) && HostIdentity.Current.RelationTo(host!) == HostRelation.Same
            && ProcessIdentity.TryParse(builder.ChildGroup, out var leader))
        {
            await new ProcessGroup(leader).EndAsync(StopPatience.None).ConfigureAwait(false);
        }

        Ended();
    }
}
