using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Instances;

/// <summary>The definitions of an instance that exists: its own, or those of its parts.</summary>
internal static class InstanceDefinitions
{
    /// <summary>Those that are there; a definition that is missing or changed on disk is reported by the status, not here.</summary>
    public static IReadOnlyList<Definition> Of(WorkspaceContext workspace, InstanceRow instance)
    {
        var paths = workspace.PathsOf(instance.Directory);
        var document = InstanceFolder.Document(paths);
        var definitions = new List<Definition>();
        foreach (var pinned in (PinnedDefinition?[])[document.Definition, .. document.Parts.Where(p => !p.Shared).Select(p => InstanceFolder.Part(paths, p).Definition)])
        {
            try
            {
                if (pinned is not null)
                {
                    definitions.Add(workspace.Load(pinned).Definition);
                }
            }
            catch (Exception missing) when (missing is DefinitionNotFoundException or DefinitionChangedException)
            {
                // It says nothing any more.
            }
        }

        return definitions;
    }
}
