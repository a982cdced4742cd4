using System.Text.Json;
using OptAIC.Engine.Files;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Definitions;

/// <summary>The folder of a registered version: its manifest, and whether its files are still what the manifest says.</summary>
internal sealed class RegisteredFolder
{
    private RegisteredFolder(string path, DefinitionManifest manifest)
    {
        Path = path;
        Manifest = manifest;
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>The manifest.</summary>
    public DefinitionManifest Manifest { get; }

    /// <summary>Opens a registered folder.</summary>
    /// <exception cref="DefinitionChangedException">The manifest is missing, unreadable, or of a newer format.</exception>
    public static RegisteredFolder Open(string path)
    {
        var file = System.IO.Path.Combine(path, DefinitionManifest.FileName);
        try
        {
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(file), DefinitionManifestJson.Default.DefinitionManifest);
            return manifest switch
            {
                null => throw Unreadable(path, file, "holds nothing"),
                { Format: > DefinitionManifest.CurrentFormat } => throw Unreadable(path, file, $"has format {manifest.Format}; this version reads up to {DefinitionManifest.CurrentFormat}"),
                _ => new RegisteredFolder(path, manifest),
            };
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Unreadable(path, file, failed is FileNotFoundException ? "is missing" : $"cannot be read: {failed.Message}");
        }
    }

    /// <summary>Writes the manifest of a folder that is being made.</summary>
    public static void WriteManifest(string path, DefinitionManifest manifest)
    {
        var file = System.IO.Path.Combine(path, DefinitionManifest.FileName);
        WriteStep.Before("write the manifest", file);
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(manifest, DefinitionManifestJson.Default.DefinitionManifest));
        File.SetAttributes(file, FileAttributes.ReadOnly);
    }

    /// <summary>
    /// Files that are missing, changed or additional, each an issue that names it. A file whose size and time are those of the manifest is
    /// taken as unchanged unless <paramref name="deep"/> asks for hashes.
    /// </summary>
    public IReadOnlyList<OptIssue> Check(bool deep = false)
    {
        var issues = new List<OptIssue>();
        var known = new HashSet<string>(StringComparer.Ordinal) { DefinitionManifest.FileName };
        foreach (var file in Manifest.Files)
        {
            known.Add(file.Path);
            if (Difference(file, deep) is { } difference)
            {
                issues.Add(Issue(file.Path, difference));
            }
        }

        if (Directory.Exists(Path))
        {
            var present = Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(f => System.IO.Path.GetRelativePath(Path, f).Replace('\\', '/'));
            issues.AddRange(present.Where(f => !known.Contains(f)).Select(f => Issue(f, "was added")));
        }

        return issues;
    }

    /// <summary>How other files differ from those of the manifest.</summary>
    public IReadOnlyList<OptIssue> Compare(IReadOnlyList<DefinitionFile> files)
    {
        var ours = Manifest.Files.ToDictionary(f => f.Path, f => f.Sha256, StringComparer.Ordinal);
        var theirs = files.ToDictionary(f => f.Path, f => f.Sha256, StringComparer.Ordinal);
        return
        [
            .. ours.Keys.Union(theirs.Keys).Order(StringComparer.Ordinal).Where(p => ours.GetValueOrDefault(p) != theirs.GetValueOrDefault(p)).Select(p =>
                Issue(p, !theirs.ContainsKey(p) ? "is missing" : ours.ContainsKey(p) ? "has changed" : "was added")),
        ];
    }

    private string? Difference(DefinitionFile expected, bool deep)
    {
        var file = new FileInfo(System.IO.Path.Combine(Path, expected.Path));
        if (!file.Exists)
        {
            return "is missing";
        }

        if (file.LinkTarget is not null)
        {
            return "was replaced by a link";
        }

        var untouched = file.Length == expected.Size && file.LastWriteTimeUtc.Ticks == expected.ModifiedTicks;
        return (untouched && !deep) || ContentHash.OfFile(file.FullName).Sha256 == expected.Sha256 ? null : "has changed";
    }

    private OptIssue Issue(string file, string what) =>
        new DocumentPosition(System.IO.Path.Combine(Path, file)).Issue("definition_file", $"{file} {what}");

    private static DefinitionChangedException Unreadable(string path, string file, string what) => new(
        $"{System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path))}@{System.IO.Path.GetFileName(path)}",
        [new DocumentPosition(file).Issue("definition_file", $"{DefinitionManifest.FileName} {what}")]);
}
