using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>The folder in which programs run: holds copies of the definition's files, so that the definition itself never changes.</summary>
internal static class Sandbox
{
    /// <summary>Copies a definition's files into the sandbox; files that a run made stay.</summary>
    /// <param name="workflow">The sandbox.</param>
    /// <param name="definition">The registered folder, or <c>null</c>.</param>
    public static void Fill(string workflow, string? definition)
    {
        Directory.CreateDirectory(workflow);
        if (definition is null)
        {
            return;
        }

        // What runs is what was registered, or nothing.
        var registered = RegisteredFolder.Open(definition);
        if (registered.Check() is { Count: > 0 } changes)
        {
            throw new DefinitionChangedException($"{registered.Manifest.Name}@{registered.Manifest.Version}", changes);
        }

        var source = WorkflowFolder.Programs(definition);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(workflow, Path.GetRelativePath(source, file));
            if (!IsThere(file, target))
            {
                Copy(file, target);
            }
        }
    }

    // Another flow of the instance may be running with these files: they stay as they are, or change by one rename.
    private static void Copy(string file, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var aside = $"{target}.{Guid.NewGuid():N}{DurableFile.TemporarySuffix}";
        try
        {
            File.Copy(file, aside);
            File.SetAttributes(aside, File.GetAttributes(aside) & ~FileAttributes.ReadOnly);
            File.Move(aside, target, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }

    private static bool IsThere(string file, string target)
    {
        if (new FileInfo(target) is not { Exists: true, LinkTarget: null } there || there.Length != new FileInfo(file).Length)
        {
            return false;
        }

        return File.ReadAllBytes(target).AsSpan().SequenceEqual(File.ReadAllBytes(file));
    }
}
