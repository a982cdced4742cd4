using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Locks;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Runs;

/// <summary>What has become of a run that the registry believes to be under way.</summary>
internal abstract record ActiveRun
{
    /// <summary>It is being run, or a host that cannot be asked says so.</summary>
    public sealed record Alive(LockDocument Owner, OwnerState State) : ActiveRun;

    /// <summary>Its runner is gone; nobody has written that down yet.</summary>
    public sealed record Lost(RunRecord Record, LockDocument? Owner) : ActiveRun;

    /// <summary>It is claimed for what its flow was scheduled for and has not begun; whoever looks next for what is due begins it.</summary>
    public sealed record Claimed(RunRecord Record) : ActiveRun;

    /// <summary>It ended, and only the registry does not know yet.</summary>
    public sealed record Ended(RunRecord Record) : ActiveRun;

    /// <summary>Its starter died before it wrote a record.</summary>
    public sealed record NeverBegan : ActiveRun;

    /// <summary>Looks at the lock file and the record; changes nothing.</summary>
    public static ActiveRun Look(InstancePaths paths, FlowKind flow, bool onlyFlow, Guid run, DateTimeOffset now)
    {
        var owner = DocumentFile.TryRead(paths.Lock(flow, onlyFlow), DocumentJson.Default.LockDocument);
        if (owner is not null && FlowOwner.StateOf(owner, now) is var state and not OwnerState.Dead)
        {
            return new Alive(owner, state);
        }

        // The record is read after the lock file: an owner that ends in between has written its record by then.
        var record = DocumentFile.TryRead(paths.RunRecord(run), DocumentJson.Default.RunRecord);
        return record is null ? new NeverBegan()
            : RunStateMachine.IsFinal(record.Status) ? new Ended(record)
            : record.IsClaim ? new Claimed(record)
            : new Lost(record, owner?.RunId == run ? owner : null);
    }
}
