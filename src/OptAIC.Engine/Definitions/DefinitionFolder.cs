using System.Text;
using OptAIC.Engine.Files;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Definitions;

/// <summary>The files of a definition's folder, checked so that they can be copied to any system. Traces of version control and of systems are left out.</summary>
internal sealed class DefinitionFolder
{
    /// <summary>Most files of a definition.</summary>
    public const int MaxFiles = 20_000;

    /// <summary>Most bytes of a definition; larger data belong into <c>data/data.yml</c>.</summary>
    public const long MaxBytes = 512L * 1024 * 1024;

    private static readonly HashSet<string> LeftOut = new(StringComparer.OrdinalIgnoreCase) { ".git", ".hg", ".svn", "__pycache__", ".ipynb_checkpoints", "vine-run-info", ".DS_Store", "Thumbs.db", "desktop.ini" };

    private readonly List<OptIssue> _issues = [];
    private readonly List<string> _files = [];
    private readonly byte[]? _definition;
    private long _bytes;

    private DefinitionFolder(string root, byte[]? definition) => (Root, _definition) = (root, definition);

    /// <summary>The folder, full path.</summary>
    public string Root { get; }

    /// <summary>Paths of the files in the folder, with <c>/</c>, in ordinal order.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Lists a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="definition">Content of the <c>definition.yml</c> that belongs to it and does not lie in it; <c>null</c> when it does.</param>
    /// <exception cref="DefinitionFolderException">It holds what cannot be registered; every finding is an issue.</exception>
    public static DefinitionFolder Scan(string folder, byte[]? definition = null)
    {
        var scanned = new DefinitionFolder(Path.GetFullPath(folder), definition);
        scanned.Walk();
        if (definition is not null)
        {
            scanned.Add(DefinitionReader.FileName, definition.Length);
        }

        scanned._files.Sort(StringComparer.Ordinal);
        scanned.CheckCase();
        return scanned._issues.Count == 0 ? scanned : throw new DefinitionFolderException(scanned._issues);
    }

    /// <summary>Full path of a file.</summary>
    public string FullPath(string file) => Path.Combine(Root, file.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The files with their hashes.</summary>
    public IReadOnlyList<DefinitionFile> Hash() => [.. Files.AsParallel().AsOrdered().Select(file =>
    {
        var (sha256, size) = IsGiven(file) ? (ContentHash.OfText(Encoding.UTF8.GetString(_definition!)), _definition!.Length) : ContentHash.OfFile(FullPath(file));
        return new DefinitionFile(file, size, 0, sha256);
    })];

    /// <summary>Copies the files and hashes what is copied; the copies are read-only.</summary>
    public IReadOnlyList<DefinitionFile> CopyTo(string target)
    {
        foreach (var directory in Files.Select(f => Path.GetDirectoryName(Path.Combine(target, f))!).Distinct().Append(target))
        {
            Directory.CreateDirectory(directory);
        }

        return [.. Files.AsParallel().AsOrdered().Select(file => CopyFile(file, Path.Combine(target, file.Replace('/', Path.DirectorySeparatorChar))))];
    }

    private DefinitionFile CopyFile(string file, string target)
    {
        WriteStep.Before("copy", target);
        var source = FullPath(file);
        string sha256;
        long size;
        using (var copy = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            if (IsGiven(file))
            {
                copy.Write(_definition);
                (sha256, size) = (ContentHash.OfText(Encoding.UTF8.GetString(_definition!)), _definition!.Length);
            }
            else
            {
                (sha256, size) = ContentHash.OfFile(source, copy);
            }
        }

        if (!OperatingSystem.IsWindows() && !IsGiven(file))
        {
            // Scripts stay executable; nobody may write.
            const UnixFileMode Writable = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
            File.SetUnixFileMode(target, File.GetUnixFileMode(source) & ~Writable);
        }

        var written = new FileInfo(target) { IsReadOnly = true };
        return new DefinitionFile(file, size, written.LastWriteTimeUtc.Ticks, sha256);
    }

    private bool IsGiven(string file) => _definition is not null && file == DefinitionReader.FileName;

    private void Walk()
    {
        var waiting = new Queue<(DirectoryInfo Directory, string Prefix)>([(new DirectoryInfo(Root), "")]);
        while (waiting.TryDequeue(out var next))
        {
            foreach (var item in next.Directory.EnumerateFileSystemInfos().Where(i => !LeftOut.Contains(i.Name)))
            {
                var path = next.Prefix + item.Name;
                if (Refusal(item, path) is { } refusal)
                {
                    _issues.Add(new DocumentPosition(path).Issue("refused_file", refusal));
                }
                else if (item is DirectoryInfo directory)
                {
                    waiting.Enqueue((directory, path + "/"));
                }
                else
                {
                    Add(path, ((FileInfo)item).Length);
                }
            }
        }
    }

    private void Add(string path, long size)
    {
        _files.Add(path);
        _bytes += size;
        if (_files.Count > MaxFiles || _bytes > MaxBytes)
        {
            var what = _files.Count > MaxFiles ? $"more than {MaxFiles} files" : $"more than {MaxBytes / (1024 * 1024)} MiB";
            throw new DefinitionFolderException([.. _issues, new DocumentPosition(Root).Issue("too_large", $"the folder holds {what}; data belong into data/data.yml")]);
        }
    }

    private static string? Refusal(FileSystemInfo item, string path) => item switch
    {
        { LinkTarget: not null } => "a link, and links are not followed",
        { Attributes: var attributes } when (attributes & FileAttributes.ReparsePoint) != 0 => "a link, and links are not followed",
        _ when path == DefinitionManifest.FileName => "a file of this name is what registering writes",
        _ when PortableName.Problem(item.Name) is { } problem => problem,
        _ => null,
    };

    private void CheckCase()
    {
        foreach (var same in _files.GroupBy(f => f, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            _issues.Add(new DocumentPosition(same.First()).Issue("refused_file", $"differs only in case from {string.Join(", ", same.Skip(1))}, which some systems cannot keep apart"));
        }
    }
}
