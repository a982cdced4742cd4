using OptAIC.Engine.Contracts;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Facade;

/// <summary>Changes of instances that exist.</summary>
internal sealed class InstanceChanges(WorkspaceContext workspace)
{
    // Others may change the instance between the reading and the writing; then the request is worked out anew from what they made of it.
    private const int Attempts = 20;

    /// <summary>Works a change out and makes it, unless nothing differs or it is only to be shown.</summary>
    /// <param name="reference">Name, id or path.</param>
    /// <param name="action">What the activity log says.</param>
    /// <param name="whatIf">Write nothing.</param>
    /// <param name="revise">Works the change out.</param>
    /// <param name="cancellation">Ends the waiting for guards.</param>
    public OptInstanceChange Apply(string reference, string action, bool whatIf, Func<WorkspaceSnapshot, InstanceRow, InstanceRevision> revise, CancellationToken cancellation) =>
        Apply(reference, action, whatIf, (snapshot, row) => (revise(snapshot, row), []), cancellation);

    /// <summary>Works an update of versions out and makes it.</summary>
    /// <inheritdoc cref="Apply(string, string, bool, Func{WorkspaceSnapshot, InstanceRow, InstanceRevision}, CancellationToken)"/>
    public OptInstanceChange Apply(
        string reference, string action, bool whatIf, Func<WorkspaceSnapshot, InstanceRow, (InstanceRevision Revision, IReadOnlyList<OptVersionMove> Moves)> revise, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var snapshot = new WorkspaceSnapshot(workspace);
            var instance = InstanceLookup.Find(snapshot, reference);
            var (revision, moves) = revise(snapshot, instance);
            if (revision.Differences.Count == 0)
            {
                return revision.ToObject(whatIf) with { Moves = moves };
            }

            if (whatIf)
            {
                CreationContracts.Warn(workspace, revision.After);
                return revision.ToObject(whatIf) with { Moves = moves };
            }

            try
            {
                new InstanceChange(workspace, snapshot).Apply(instance, revision.After, action, cancellation, ("changes", string.Join("; ", revision.Differences)));
                CreationContracts.Warn(workspace, revision.After);
                return revision.ToObject(isPreview: false) with { Moves = moves };
            }
            catch (InstanceChangedException) when (attempt < Attempts)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}
