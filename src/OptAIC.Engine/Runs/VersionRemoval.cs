using System.Text;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Registry;
using OptAIC.Runs;

namespace OptAIC.Engine.Runs;

/// <summary>
/// Moves a version that a removed run had published to where the run lies in the trash. Under the flow's guard, because a run may be about to publish
/// the same files again.
/// </summary>
internal static class VersionRemoval
{
    private const string RecordName = "record.json";

    // Says, before the run's record goes, that its version follows; after a kill it is known from this.
    private const string MarkName = "data.follows";

    /// <summary>Says that the version of a run goes with it.</summary>
    public static void Announce(string trash) => DurableFile.Write(Path.Combine(trash, MarkName), Encoding.UTF8.GetBytes("\n"), Durability.Knowledge);

    /// <summary>Moves the version of a run whose record lies in the trash already, if that was announced and nothing needs it by now.</summary>
    /// <param name="registry">The workspace's registry.</param>
    /// <param name="paths">The run's instance.</param>
    /// <param name="trash">The run's folder in the trash.</param>
    /// <returns>Whether a version that was announced has stayed: the flow is at work, or published the same again.</returns>
    public static bool Stays(RegistryIndex registry, InstancePaths paths, string trash)
    {
        var mark = Path.Combine(trash, MarkName);
        if (!File.Exists(mark) || DocumentFile.TryRead(Path.Combine(trash, RecordName), DocumentJson.Default.RunRecord) is not { Output: { } output } record)
        {
            return false;
        }

        var place = PublishedVersions.Place(paths, record.Flow, record.Side ? record.AsOf : null);
        var isFree = false;
        using (var guard = GuardFile.TryAcquire(paths.Guard(record.Flow)))
        {
            isFree = guard is not null && !HasForeignOwner(paths, record) && PublishedData.Current(place)?.Version != output.Version && !IsPublishedAgain(registry, paths, record);
            if (isFree && Directory.Exists(place.DataVersion(output.Version)))
            {
                DurableDirectory.Publish(place.DataVersion(output.Version), Path.Combine(trash, "data"), Durability.Knowledge);
            }
        }

        WriteStep.Before("delete", mark);
        File.Delete(mark);
        return !isFree;
    }

    // With the guard in hand, only a host that does not share its lock can still be at work.
    private static bool HasForeignOwner(InstancePaths paths, RunRecord run) =>
        IsForeign(paths.Lock(run.Flow, onlyFlow: true)) || IsForeign(paths.Lock(run.Flow, onlyFlow: false));

    private static bool IsForeign(string lockFile) =>
        DocumentFile.TryRead(lockFile, DocumentJson.Default.LockDocument) is { } owner && !FlowOwner.SharesLocks(owner);

    private static bool IsPublishedAgain(RegistryIndex registry, InstancePaths paths, RunRecord run) =>
        registry.Runs(new RunQuery { Instance = run.Instance, Flow = run.Flow, Status = RunStatus.Completed })
            .Any(r => r.DataVersion == run.Output!.Version && r.Side == run.Side && r.ReplayOf is null && File.Exists(paths.RunRecord(r.Id)));
}
