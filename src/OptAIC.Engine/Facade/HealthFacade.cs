using OptAIC.Engine.Health;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Facade;

/// <summary>Whether a workspace is sound, and how to make it so.</summary>
public sealed class HealthFacade
{
    private readonly WorkspaceContext _workspace;

    internal HealthFacade(WorkspaceContext workspace) => _workspace = workspace;

    /// <summary>Differences between the registry and the directories that it is an index of; none when it is sound.</summary>
    public IReadOnlyList<OptIssue> CheckRegistry() => new RegistryCheck(_workspace).Run();

    /// <summary>Moves unreadable documents aside and rebuilds the registry from the directories.</summary>
    /// <param name="whatIf">Only say what would be done.</param>
    /// <param name="cancellation">Ends the waiting for the workspace guard.</param>
    public RegistryRepairReport RepairRegistry(bool whatIf = false, CancellationToken cancellation = default) =>
        new RegistryRepair(_workspace).Run(whatIf, cancellation);

    /// <summary>Every invariant of the workspace: registry, documents, definitions, leftovers, lost runs.</summary>
    public IReadOnlyList<OptIssue> Doctor() => new Doctor(_workspace).Run();
}
