using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Runs;

/// <summary>A run that is claimed for what its flow was scheduled for: a pending record, written before anybody starts it, so that nobody else does.</summary>
internal static class ClaimedRun
{
    /// <summary>Type of the error of a claim that came to nothing because the flow was running.</summary>
    public const string Skipped = "skipped";

    /// <summary>Type of the error of a claim that was overtaken by a later one.</summary>
    public const string Missed = "missed";

    private const string Stopped = "stopped";

    /// <summary>The record of a claim; <c>null</c> when the run has begun or ended by now.</summary>
    public static RunRecord? Read(WorkspaceContext workspace, InstanceRow instance, Guid run) =>
        DocumentFile.TryRead(workspace.PathsOf(instance.Directory).RunRecord(run), DocumentJson.Default.RunRecord) is { IsClaim: true } record ? record : null;

    /// <summary>Writes a claim down. The registry is told first, so that a claim without a record is one whose claimer died.</summary>
    /// <returns>Whether nobody else had claimed it.</returns>
    public static bool TryWrite(WorkspaceContext workspace, InstanceRow instance, RunRecord run)
    {
        if (!workspace.Registry.TryClaim(run))
        {
            return false;
        }

        var paths = workspace.PathsOf(instance.Directory);
        Directory.CreateDirectory(paths.Runs);
        DocumentFile.Write(paths.RunRecord(run.Id), run, DocumentJson.Default.RunRecord, Durability.Truth);
        return true;
    }

    /// <summary>Ends a claim that is not to be run any more.</summary>
    public static void Withdraw(WorkspaceContext workspace, InstanceRow instance, Guid run, RunError why)
    {
        if (Read(workspace, instance, run) is not { } record)
        {
            return;
        }

        var now = workspace.Time.GetUtcNow();
        record = record with { Status = RunStateMachine.Move(record.Status, RunStatus.Cancelled), EndedAt = now < record.CreatedAt ? record.CreatedAt : now, Error = why };
        DocumentFile.Write(workspace.PathsOf(instance.Directory).RunRecord(run), record, DocumentJson.Default.RunRecord, Durability.Truth);
        workspace.Registry.RunEnded(record);
        workspace.Activity.Append($"schedule.{why.Type}", $"{instance.Name}.{SnakeCase.Of(record.Flow)}", ("run", run.ToString("D")), ("reason", why.Message));
    }

    /// <summary>Takes a claim back because somebody wants it stopped.</summary>
    public static void Stop(WorkspaceContext workspace, InstanceRow instance, Guid run) =>
        Withdraw(workspace, instance, run, new RunError(Stopped, $"stopped by {workspace.Actor} before it began"));

    /// <summary>Who may still start a claimed run: the process that claimed it, or that was about to run it.</summary>
    public static ClaimHolder HolderOf(RunRecord claim) =>
        !HostIdentity.TryParse(claim.Runner.HostId, claim.Runner.Host, out var host) ? ClaimHolder.Elsewhere : HostIdentity.Current.RelationTo(host!) switch
        {
            HostRelation.Same => claim.Runner.Pid != Environment.ProcessId && ProcessIdentity.TryParse(claim.Runner.Process, out var process) && process.IsAlive ? ClaimHolder.Here : ClaimHolder.Nobody,
            HostRelation.EarlierBoot => ClaimHolder.Nobody,
            _ => ClaimHolder.Elsewhere,
        };
}

/// <summary>Who has a claimed run in hand.</summary>
internal enum ClaimHolder
{
    /// <summary>Nobody any more: whoever looks next takes it up.</summary>
    Nobody,

    /// <summary>Another process of this machine, which lives.</summary>
    Here,

    /// <summary>A process of another host. Nobody here can know whether it lives; what follows in the schedule overtakes it.</summary>
    Elsewhere,
}
