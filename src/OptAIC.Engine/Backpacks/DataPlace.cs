using System.Globalization;
using System.Text;
using OptAIC.Engine.Archives;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Backpacks;

/// <summary>The place of an item of data in a sandbox: a file, or the folder into which its archive is unpacked.</summary>
/// <param name="instance">Name of the instance, for messages.</param>
/// <param name="workflow">The sandbox.</param>
/// <param name="item">The item.</param>
internal sealed class DataPlace(string instance, string workflow, DataItem item)
{
    private static readonly ArchiveLimits Limits = new(1_000_000, 1L << 40);

    private readonly string _target = Path.Combine(workflow, item.Target.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Puts the content there, unless it is there.</summary>
    /// <param name="data">The content.</param>
    /// <param name="known">What was put there last time.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What tells whether it is changed: see <see cref="State"/>.</returns>
    public string Put(CachedData data, PlacedData? known, CancellationToken cancellation)
    {
        if (!IsThere(data, known, cancellation))
        {
            MakeFolder(Path.GetDirectoryName(_target)!);
            if (item.Unpack is null)
            {
                PutFile(data.Path);
            }
            else
            {
                Unpack(data.Path, cancellation);
            }
        }

        return State()!;
    }

    /// <summary>Size and time of the file, or of all files in the folder; <c>null</c> when nothing is there.</summary>
    public string? State()
    {
        if (item.Unpack is null)
        {
            return new FileInfo(_target) is { Exists: true, LinkTarget: null } file ? string.Create(CultureInfo.InvariantCulture, $"{file.Length}:{file.LastWriteTimeUtc.Ticks}") : null;
        }

        if (new DirectoryInfo(_target) is not { Exists: true, LinkTarget: null } folder)
        {
            return null;
        }

        var files = folder.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(f => string.Create(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(_target, f.FullName)}:{f.Length}:{f.LastWriteTimeUtc.Ticks}:{f.LinkTarget}")).Order(StringComparer.Ordinal);
        return Digest.Of(Encoding.UTF8.GetBytes(string.Join('\n', files)));
    }

    /// <summary>Whether a file is what it is to be, byte by byte; a folder, whether nothing in it has changed since it was unpacked.</summary>
    public bool IsWhole(PlacedData known, CancellationToken cancellation) => State() is { } state
        && (item.Unpack is null ? HashedCopy.Hash(_target, cancellation).Sha256 == known.Sha256 : state == known.State);

    private bool IsThere(CachedData data, PlacedData? known, CancellationToken cancellation)
    {
        if (State() is not { } state)
        {
            return false;
        }

        return (known?.Sha256 == data.Sha256 && known.Target == item.Target && known.State == state)
            || (item.Unpack is null && new FileInfo(_target).Length == data.Size && HashedCopy.Hash(_target, cancellation).Sha256 == data.Sha256);
    }

    // A run can have put a link where a folder was; through it a file would come to lie elsewhere.
    private void MakeFolder(string folder)
    {
        for (var at = folder; at.Length > workflow.Length; at = Path.GetDirectoryName(at)!)
        {
            if (new DirectoryInfo(at).LinkTarget is not null)
            {
                throw new DataFailedException(instance, item.Name, [$"'{at}' is a link, and links are not followed"], canPass: false);
            }
        }

        Directory.CreateDirectory(folder);
    }

    private void PutFile(string source)
    {
        var aside = $"{_target}.{Guid.NewGuid():N}{DurableFile.TemporarySuffix}";
        try
        {
            WriteStep.Before("copy", _target);
            RemoveFolder(_target);
            if (!item.IsLinked || !HardLink.TryMake(source, aside))
            {
                File.Copy(source, aside);
                File.SetAttributes(aside, File.GetAttributes(aside) & ~FileAttributes.ReadOnly);
            }

            File.Move(aside, _target, overwrite: true);
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            File.Delete(aside);
            throw StorageException.From("copy", _target, refused);
        }
    }

    private void Unpack(string archive, CancellationToken cancellation)
    {
        var aside = $"{_target}.{Guid.NewGuid():N}{DurableFile.TemporarySuffix}";
        try
        {
            ExtractedArchive.Extract(archive, aside, Limits, item.Unpack == "zip", cancellation);
        }
        catch (ArchiveRefusedException refused)
        {
            throw new DataFailedException(instance, item.Name, [refused.Message], canPass: false);
        }

        try
        {
            WriteStep.Before("unpack", _target);
            RemoveFolder(_target);
            File.Delete(_target);
            Directory.Move(aside, _target);
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            RemoveFolder(aside);
            throw StorageException.From("unpack", _target, refused);
        }
    }

    private static void RemoveFolder(string folder)
    {
        if (new DirectoryInfo(folder) is { Exists: true } there)
        {
            // A link goes, and what it leads to stays.
            there.Delete(recursive: there.LinkTarget is null);
        }
    }
}
