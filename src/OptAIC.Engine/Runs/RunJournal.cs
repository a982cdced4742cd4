using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Runs;

/// <summary>Writes the life of a run: its record, the lock file, the index, the activity log, in the order that a crash at any point allows.</summary>
internal sealed class RunJournal(WorkspaceContext workspace, InstanceRow instance, FlowLock flowLock)
{
    private readonly InstancePaths _paths = workspace.PathsOf(instance.Directory);
    private byte[] _ended = [];

    /// <summary>The process that executes runs, as records name it.</summary>
    public static RunnerIdentity Runner { get; } = new(
        HostIdentity.Current.Id,
        HostIdentity.Current.Name,
        Environment.ProcessId,
        ProcessIdentity.Current.ToString(),
        EngineVersion.Text,
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");

    /// <summary>
    /// Writes that a run begins. A trivial program is done before that is on the disk: it may work meanwhile, but what it makes is published, and programs of
    /// others are started, only once it is. The index is told first, so that readers know where to look.
    /// </summary>
    /// <returns>Ends when it is written.</returns>
    public Task BeginAsync(RunRecord run)
    {
        flowLock.Declare(run.Id, run.Flow);
        Directory.CreateDirectory(run.LogPath);
        return Task.Run(() => Begin(run));
    }

    /// <summary>Writes that a run which waited is at work.</summary>
    public void Continue(RunRecord run)
    {
        DocumentFile.Write(_paths.RunRecord(run.Id), run, DocumentJson.Default.RunRecord, Durability.Truth);
        workspace.Registry.RunBegins(run);
    }

    /// <summary>Writes that an attempt failed and another one follows. A runner that dies meanwhile leaves a run that is seen as lost.</summary>
    /// <param name="run">The run with the next attempt.</param>
    /// <param name="error">What was wrong with the one before.</param>
    /// <param name="wait">How long until it begins.</param>
    public void TryAgain(RunRecord run, RunError error, TimeSpan wait)
    {
        Directory.CreateDirectory(run.LogPath);
        DocumentFile.Write(_paths.RunRecord(run.Id), run, DocumentJson.Default.RunRecord, Durability.Truth);
        workspace.Activity.Append(
            "run.retried", NameOf(run),
            ("run", run.Id.ToString("D")),
            ("attempt", run.Attempt.ToString(CultureInfo.InvariantCulture)),
            ("wait_seconds", wait.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
            ("error_type", error.Type),
            ("error", error.Message));
    }

    /// <summary>Writes how a run ended. From then on the record does not change, and whoever waits for the data can have them.</summary>
    public void End(RunRecord run)
    {
        _ended = JsonSerializer.SerializeToUtf8Bytes(run, DocumentJson.Default.RunRecord);
        DurableFile.Write(_paths.RunRecord(run.Id), _ended, Durability.Truth);
        workspace.Registry.RunEnded(run);
    }

    /// <summary>Tells of a run that has ended, wherever people and other programs look.</summary>
    public void Tell(RunRecord run)
    {
        workspace.Lineage?.End(run);
        DurableFile.Write(_paths.LatestRun, _ended, Durability.Knowledge);
        if (run.Metrics.Count > 0)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_paths.RunMetrics(run.Id))!);
            DurableFile.Write(_paths.RunMetrics(run.Id), JsonSerializer.SerializeToUtf8Bytes(run.Metrics, DocumentJson.Default.IReadOnlyDictionaryStringNullableDouble), Durability.Knowledge);
        }

        workspace.Activity.Append(
            $"run.{SnakeCase.Of(run.Status)}", NameOf(run),
            ("run", run.Id.ToString("D")), ("data_version", run.Output?.Version), ("error_type", run.Error?.Type), ("error", run.Error?.Message));
    }

    private void Begin(RunRecord run)
    {
        Directory.CreateDirectory(_paths.Runs);
        DocumentFile.WriteAfter(_paths.RunRecord(run.Id), run, DocumentJson.Default.RunRecord, () => workspace.Registry.RunBegins(run));
        workspace.Lineage?.Begin(run, _paths.RunRecord(run.Id));
        workspace.Activity.AppendUnflushed("run.started", NameOf(run), ("run", run.Id.ToString("D")), ("trigger", SnakeCase.Of(run.Trigger.Kind)), ("overrides", run.Overrides.Count > 0 ? string.Join(',', run.Overrides) : null));
    }

    private string NameOf(RunRecord run) => $"{instance.Name}.{SnakeCase.Of(run.Flow)}";
}
