using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Runs;

/// <summary>Writes records of runs as if they had taken place, for tests that need many or odd ones; the registry learns of them when it is repaired.</summary>
internal static class RunFolder
{
    /// <summary>A run of an instance that completed.</summary>
    public static RunRecord Completed(OptInstance instance, DateTimeOffset at, FlowKind flow = FlowKind.Refresh) => new()
    {
        Id = Guid.CreateVersion7(at),
        Type = RunType.PipelineRun,
        Instance = instance.Id,
        InstanceName = instance.Name,
        Flow = flow,
        Status = RunStatus.Completed,
        Trigger = new RunTrigger(TriggerKind.Manual, "tester"),
        CreatedAt = at,
        StartedAt = at,
        EndedAt = at.AddSeconds(1),
        Definition = instance.Definition!,
        DefinitionHash = "d",
        ConfigHash = "c",
        Runner = RunJournal.Runner,
        LogPath = new InstancePaths(instance.Path).RunLogs(Guid.Empty),
    };

    /// <summary>Writes it, with a log.</summary>
    public static RunRecord Write(OptInstance instance, RunRecord run)
    {
        var paths = new InstancePaths(instance.Path);
        run = run with { LogPath = paths.RunLogs(run.Id) };
        Directory.CreateDirectory(paths.Runs);
        Directory.CreateDirectory(run.LogPath);
        File.WriteAllText(Path.Combine(run.LogPath, "stdout"), $"run {run.Id}\n");
        DocumentFile.Write(paths.RunRecord(run.Id), run, DocumentJson.Default.RunRecord, Durability.Knowledge);
        return run;
    }

    /// <summary>Makes the registry know what was written.</summary>
    public static void Index(TestWorkspace test) => test.With(w => w.Health.RepairRegistry());
}
