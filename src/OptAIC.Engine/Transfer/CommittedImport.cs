using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Transfer;

/// <summary>
/// The document <c>commit.json</c> beside instances that were imported aside: from the moment it is there, all of them are imported, whoever moves them to
/// their places.
/// </summary>
internal sealed record CommittedImport : IDocument
{
    private const string Prefix = "import_";
    private const string FileName = "commit.json";

    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The names of their directories.</summary>
    public required IReadOnlyList<string> Directories { get; init; }

    /// <summary>A new folder in which an import is made.</summary>
    public static string NewFolder(WorkspacePaths workspace) => Path.Combine(workspace.Staging, $"{Prefix}{Guid.CreateVersion7():N}");

    /// <summary>Moves the instances to their places; a kill in between leaves the rest to <see cref="Finish"/>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="folder">The folder in which they are.</param>
    /// <param name="directories">The names of their directories.</param>
    public static void Write(WorkspacePaths workspace, string folder, IReadOnlyList<string> directories)
    {
        DurableDirectory.FlushTree(folder);
        DocumentFile.Write(Path.Combine(folder, FileName), new CommittedImport { Directories = directories }, TransferJson.Default.CommittedImport, Durability.Truth);
        DurableDirectory.Flush(workspace.Staging);
        foreach (var directory in directories)
        {
            Publish(workspace, folder, directory);
        }

        DurableDirectory.Flush(workspace.Instances);
    }

    /// <summary>Whether the instances of a folder are imported, wherever they are.</summary>
    public static bool IsCommitted(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Moves an instance to its place when it is one of an import that was killed after it was made.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="directory">Name of the instance's directory.</param>
    public static void Finish(WorkspacePaths workspace, string directory)
    {
        if (!Directory.Exists(workspace.Staging) || Directory.Exists(workspace.InstanceDirectory(directory)))
        {
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(workspace.Staging, Prefix + "*"))
        {
            if (DocumentFile.TryRead(Path.Combine(folder, FileName), TransferJson.Default.CommittedImport) is not { } import || !import.Directories.Contains(directory))
            {
                continue;
            }

            try
            {
                Publish(workspace, folder, directory);
                DurableDirectory.Flush(workspace.Instances);
            }
            catch (StorageException) when (Directory.Exists(workspace.InstanceDirectory(directory)))
            {
                // Another process has opened the workspace as well, and was faster.
            }
        }
    }

    private static void Publish(WorkspacePaths workspace, string folder, string directory) =>
        DurableDirectory.Publish(Path.Combine(folder, directory), workspace.InstanceDirectory(directory), Durability.Knowledge);
}
