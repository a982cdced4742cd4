using System.Globalization;
using OptAIC.Engine.Files;
using OptAIC.Engine.Models;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Secrets;
using OptAIC.Engine.Ticks;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Health;

/// <summary>Checks every invariant of a workspace; finds nothing in a sound one.</summary>
internal sealed class Doctor(WorkspaceContext workspace)
{
    public IReadOnlyList<OptIssue> Run() =>
    [
        .. new RegistryCheck(workspace).Run(),
        .. Definitions(),
        .. Models(),
        .. LostRuns(),
        .. Leftovers(),
        .. Secrets(),
        .. Lineage(),
        .. new TickCheck(workspace).Run(),
    ];

    private IEnumerable<OptIssue> Definitions() => workspace.Definitions.List().SelectMany(d => d.Issues);

    // A version that a kill left without a document is no version; one that has a document must be there.
    private IEnumerable<OptIssue> Models()
    {
        foreach (var instance in workspace.Registry.Instances().Where(i => i.Flows.Any(f => f.Key.Flow == FlowKind.Training)))
        {
            var paths = workspace.PathsOf(instance.Directory);
            var versions = ModelVersions.All(paths);
            foreach (var model in versions.Where(m => !Directory.Exists(Path.Combine(paths.Models, m.Version))))
            {
                yield return Error("model_missing", paths.ModelDocument(model.Version), $"{instance.Name}: the files of the version {model.Version[..12]} are gone; train again, or put them back");
            }

            if (ModelVersions.Active(paths) is { } active && versions.All(m => m.Version != active.Version))
            {
                yield return Error("model_missing", paths.ActiveModel, $"{instance.Name}: the active version {active.Version[..12]} is gone; promote another with 'optaic instance publish {instance.Name} --model VERSION'");
            }
        }
    }

    private IEnumerable<OptIssue> LostRuns()
    {
        var snapshot = new WorkspaceSnapshot(workspace);
        foreach (var instance in snapshot.Instances)
        {
            foreach (var flow in instance.Flows)
            {
                if (flow.ActiveRun is { } run
                    && ActiveRun.Look(snapshot.PathsOf(instance.Id), flow.Key.Flow, instance.Flows.Count == 1, run, workspace.Time.GetUtcNow()) is ActiveRun.Lost lost)
                {
                    yield return Warning("lost_run", snapshot.PathsOf(instance.Id).RunRecord(run), $"{snapshot.NameOf(flow.Key)}: {LostRun.Message(lost.Record)}; the next start writes that down");
                }
            }
        }
    }

    // What a killed process left: harmless, but nobody else clears it up.
    private IEnumerable<OptIssue> Leftovers()
    {
        var aside = Directory.Exists(workspace.Paths.Staging) ? Directory.EnumerateFileSystemEntries(workspace.Paths.Staging) : [];
        var temporary = Directory.EnumerateFiles(workspace.Paths.Root, "*" + DurableFile.TemporarySuffix, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint });
        return aside.Concat(temporary).Select(path => Warning("leftover", path, "left by a process that was killed; it can be deleted when nothing is running"))
            .Concat(workspace.Registry.Instances().SelectMany(i => RunRemnants.Of(workspace, i).Select(run =>
                Warning("leftover", RunRemnants.PlaceOf(workspace.PathsOf(i.Directory), run), $"of a run of {i.Name} that was removed; 'optaic registry repair' moves it to the trash"))));
    }

    private IEnumerable<OptIssue> Secrets()
    {
        var file = new SecretFile(workspace.Paths.Secrets);
        if (file.Problem() is var (message, hint))
        {
            yield return new OptIssue { Severity = IssueSeverity.Error, Code = "secrets_exposed", Message = $"{message}: {hint}", File = file.Path };
        }
    }

    private IEnumerable<OptIssue> Lineage()
    {
        if (workspace.Lineage?.Outbox is { Pending: > 0 and var pending } outbox && outbox.State is { FailingSince: { } since, Error: var error })
        {
            yield return Warning("lineage_not_delivered", workspace.Paths.Events, string.Create(CultureInfo.InvariantCulture, $"{pending} bytes of lineage events wait since {since.UtcDateTime:yyyy-MM-dd HH:mm}Z: {error}; the next run tries again"));
        }
    }

    private static OptIssue Error(string code, string file, string message) =>
        new() { Severity = IssueSeverity.Error, Code = code, Message = message, File = file };

    private static OptIssue Warning(string code, string file, string message) =>
        new() { Severity = IssueSeverity.Warning, Code = code, Message = message, File = file };
}
