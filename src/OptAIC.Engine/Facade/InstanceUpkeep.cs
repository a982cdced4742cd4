using OptAIC.Engine.Environments.Updates;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Sync;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Facade;

/// <summary>What instances need now and then: what they take, which of them are gone, what is to go back to where they came from.</summary>
public sealed class InstanceUpkeep
{
    private readonly WorkspaceContext _workspace;
    private readonly InstanceFacade _instances;

    internal InstanceUpkeep(WorkspaceContext workspace, InstanceFacade instances) => (_workspace, _instances) = (workspace, instances);

    /// <summary>Forgets instances whose directories are gone.</summary>
    /// <param name="whatIf">Only say which.</param>
    /// <returns>The instances.</returns>
    /// <exception cref="NoInstancesFolderException">The folder of all instances is gone.</exception>
    public IReadOnlyList<OptInstance> Prune(bool whatIf = false)
    {
        var gone = InstancePruning.Gone(_workspace);
        IReadOnlyList<OptInstance> seen = gone.Count == 0 ? [] : _instances.List(new InstanceFilter { Names = [.. gone.Select(i => i.Id.ToString("D"))] });
        if (!whatIf)
        {
            InstancePruning.Forget(_workspace, gone);
        }

        return seen;
    }

    /// <summary>What instances take on the disk, the largest first.</summary>
    /// <param name="filter">Which instances.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InstanceNotFoundException">A name without wildcards does not exist.</exception>
    public IReadOnlyList<OptInstanceUsage> Usage(InstanceFilter? filter = null, CancellationToken cancellation = default)
    {
        var look = FlowLook.New(_workspace);
        return
        [
            .. InstanceQuery.Select(look.Snapshot, look.States, filter ?? new InstanceFilter())
                .Select(i => InstanceUsage.Of(i.Name, i.Id, look.Snapshot.PathsOf(i.Id), cancellation))
                .OrderByDescending(u => u.Total).ThenBy(u => u.Instance, StringComparer.Ordinal),
        ];
    }

    /// <summary>Copies files that runs changed in the sandbox of a workflow back to the folder that it was made from. What was changed there as well is left alone.</summary>
    /// <param name="reference">Name, id or path.</param>
    /// <param name="folder">The folder to copy to; the one that the instance was made from when left out.</param>
    /// <param name="whatIf">Write nothing.</param>
    /// <param name="cancellation">Ends the waiting for its guards, and the copying between two files.</param>
    /// <returns>Every file that differs from what was put into the sandbox.</returns>
    /// <exception cref="Sync.SyncRefusedException">It is no workflow, has no sandbox, or its source folder is gone.</exception>
    /// <exception cref="Locks.FlowBusyException">It is running.</exception>
    public IReadOnlyList<OptSyncedFile> Sync(string reference, string? folder = null, bool whatIf = false, CancellationToken cancellation = default)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        return new SyncBack(_workspace, snapshot, InstanceLookup.Find(snapshot, reference), folder).Run(whatIf, cancellation);
    }

    /// <summary>Writes what is really installed in the environment of an instance into the <c>environment.yml</c> of a backpack. What was there is kept beside it under a number.</summary>
    /// <param name="backpack">Folder of the backpack.</param>
    /// <param name="reference">Name, id or path of the instance; the newest that was made of the backpack when left out.</param>
    /// <param name="versionsOnly">Only write versions of what is listed.</param>
    /// <param name="whatIf">Write nothing.</param>
    /// <param name="cancellation">Ends the look at what is installed.</param>
    /// <returns>What differs.</returns>
    /// <exception cref="EnvironmentUpdateException">There is no such file, or no instance of the backpack, or what stands in the file cannot be changed line by line.</exception>
    /// <exception cref="Environments.NoEnvironmentException">The instance has no environment whose packages can be told.</exception>
    public Task<IReadOnlyList<OptPackageChange>> UpdateEnvironmentAsync(string backpack, string? reference = null, bool versionsOnly = false, bool whatIf = false, CancellationToken cancellation = default) =>
        new EnvironmentUpdate(_workspace, backpack).RunAsync(reference, versionsOnly, whatIf, cancellation);
}
