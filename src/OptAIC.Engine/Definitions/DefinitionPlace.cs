using OptAIC.Engine.Archives;
using OptAIC.Engine.Backpacks;

namespace OptAIC.Engine.Definitions;

/// <summary>Where a definition is that somebody named: a folder, or an archive, which stays unpacked until this is disposed.</summary>
internal sealed class DefinitionPlace : IDisposable
{
    private static readonly ArchiveLimits Limits = new(DefinitionFolder.MaxFiles, DefinitionFolder.MaxBytes);

    private readonly ExtractedArchive? _archive;
    private BackpackDefinition? _backpack;

    private DefinitionPlace(ExtractedArchive? archive, string folder, string shownAs) => (_archive, Folder, ShownAs) = (archive, folder, shownAs);

    /// <summary>The folder with <c>definition.yml</c>.</summary>
    public string Folder { get; }

    /// <summary>How people know it.</summary>
    public string ShownAs { get; }

    /// <summary>What stands for the <c>definition.yml</c> of a plain backpack; <c>null</c> where there is such a file, or no backpack.</summary>
    public BackpackDefinition? Backpack => _backpack ??= WorkflowFolder.IsBackpack(Folder) ? BackpackDefinition.Of(Folder, ShownAs) : null;

    /// <summary>Opens a folder or an archive.</summary>
    /// <param name="path">The folder, or a <c>.zip</c>, <c>.tar.gz</c> or <c>.tgz</c> file.</param>
    /// <param name="aside">Folder in which an archive may be unpacked.</param>
    /// <exception cref="ArchiveRefusedException">The archive is damaged, or holds what must not be unpacked.</exception>
    public static DefinitionPlace Open(string path, string aside)
    {
        if (!ExtractedArchive.IsArchive(path))
        {
            return new DefinitionPlace(null, path, path);
        }

        Directory.CreateDirectory(aside);
        var archive = ExtractedArchive.Extract(path, Path.Combine(aside, $"archive_{Guid.CreateVersion7():N}"), Limits);
        var top = Top(archive.Folder);
        return new DefinitionPlace(archive, Path.Combine(archive.Folder, top), Path.Combine(path, top));
    }

    public void Dispose() => _archive?.Dispose();

    // Archives of repositories and of whole folders have one folder at their top.
    private static string Top(string folder) =>
        !WorkflowFolder.IsDefinition(folder) && Directory.GetFileSystemEntries(folder) is [var only] && WorkflowFolder.IsDefinition(only) ? Path.GetFileName(only) : "";
}
