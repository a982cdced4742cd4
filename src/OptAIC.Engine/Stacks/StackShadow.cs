using OptAIC.Engine.Instances;
using OptAIC.Engine.Testing;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Stacks;

/// <summary>
/// A workspace with the documents of another one and the use of its definitions, thrown away afterwards. A stack is planned by applying it to the shadow: so a plan keeps
/// exactly the rules that the real thing keeps, also between instances that are not there yet.
/// </summary>
internal sealed class StackShadow : IDisposable
{
    private readonly ThrowAwayFolder _folder = new(keep: false);
    private readonly int _said;

    /// <summary>Makes a shadow.</summary>
    public StackShadow(WorkspaceContext workspace)
    {
        try
        {
            File.Copy(workspace.Paths.Document, Path.Combine(_folder.Path, Path.GetFileName(workspace.Paths.Document)));
            Workspace = WorkspaceContext.Open(new WorkspaceOptions { Root = _folder.Path, Actor = workspace.Actor, Time = workspace.Time, BaseDefinitions = workspace.Paths.Definitions });
            Directory.CreateDirectory(Workspace.Paths.Definitions);
            Directory.CreateDirectory(Workspace.Paths.Instances);
            foreach (var instance in workspace.Registry.Instances())
            {
                Copy(workspace.PathsOf(instance.Directory), Workspace.PathsOf(instance.Directory));
            }

            // Its registry is built here; what is said of that is nobody's concern.
            _ = Workspace.Registry;
            _said = Workspace.Warnings.Count;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The shadow, to be changed at will.</summary>
    public WorkspaceContext Workspace { get; } = null!;

    /// <summary>What was found worth saying when it was changed.</summary>
    public IEnumerable<string> Warnings => Workspace.Warnings.Skip(_said);

    /// <summary>Throws it away.</summary>
    public void Dispose()
    {
        Workspace?.Dispose();
        _folder.Dispose();
    }

    // What an instance is, and which version it has published; neither its data nor its runs.
    private static void Copy(InstancePaths from, InstancePaths to)
    {
        var document = InstanceFolder.Document(from);
        Directory.CreateDirectory(to.Runs);
        File.Copy(from.Document, to.Document);
        foreach (var part in document.Parts.Where(p => !p.Shared))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to.Part(part))!);
            File.Copy(from.Part(part), to.Part(part));
        }

        if (File.Exists(from.CurrentData))
        {
            Directory.CreateDirectory(to.Data);
            File.Copy(from.CurrentData, to.CurrentData);
        }
    }
}
