using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Contracts;

/// <summary>Finds the contracts that an instance stands under: its definition's, those of its parts and their definitions, and its own.</summary>
internal static class InstanceContracts
{
    /// <summary>All of them.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="document">The instance.</param>
    /// <param name="partOf">Reads a part: inline or shared.</param>
    public static IReadOnlyList<BoundContract> Of(WorkspaceContext workspace, InstanceDocument document, Func<PartReference, InstanceDocument> partOf)
    {
        var contracts = new List<BoundContract>();
        Add(document.Definition);
        foreach (var reference in document.Parts)
        {
            var part = partOf(reference);
            Add(part.Definition);
            contracts.AddRange(part.GuardrailContracts.Select(c => new BoundContract(c, part.Name)));
        }

        contracts.AddRange(document.GuardrailContracts.Select(c => new BoundContract(c, document.Name)));
        return contracts;

        void Add(PinnedDefinition? pinned)
        {
            if (pinned is not null && workspace.Load(pinned) is { Definition: { Guardrails.Count: > 0 } definition } loaded)
            {
                contracts.AddRange(definition.Guardrails.Select(c => new BoundContract(c, pinned.ToString(), loaded.Folder)));
            }
        }
    }

    /// <summary>Those of an instance that exists.</summary>
    public static IReadOnlyList<BoundContract> Of(WorkspaceContext workspace, InstanceDocument document, InstancePaths paths, Func<Guid, InstancePaths> pathsOf) =>
        Of(workspace, document, part => InstanceFolder.Part(paths, part, pathsOf));
}
