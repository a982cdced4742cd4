using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Backpacks;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Instances;

/// <summary>What a list of instances says of their runs, and what it reads for that.</summary>
public sealed class InstanceListTests : IDisposable
{
    private readonly BackpackWorkspace _pack = new();

    public void Dispose() => _pack.Dispose();

    [ShellFact]
    public async Task It_says_how_and_when_the_last_run_ended_and_who_runs_it_now()
    {
        _pack.Write("workflow/go.sh", "[ -e ../released ] || exit 3; while [ ! -s ../released ]; do sleep 0.02; done");
        var directory = _pack.Create("pack").Path;
        Assert.Equal((null, null, null, null), Facts(List()));
        var failed = _pack.Run();
        Assert.Equal((failed.EndedAt, RunStatus.Failed, null, null), Facts(List()));

        File.WriteAllText(Path.Combine(directory, "released"), "");
        var running = Task.Run(() => _pack.Run());
        SpinWait.SpinUntil(() => List().Owner is not null, TimeSpan.FromSeconds(30));
        Assert.Equal((failed.EndedAt, RunStatus.Failed, $"{Environment.ProcessId}@{Environment.MachineName}", null), Facts(List()));

        await File.WriteAllTextAsync(Path.Combine(directory, "released"), "now");
        Assert.Equal(((await running).EndedAt, RunStatus.Completed, null, null), Facts(List()));
    }

    [ShellFact]
    public void Files_of_instances_are_opened_only_for_the_size_and_only_when_it_is_asked_for()
    {
        _pack.Write("workflow/go.sh", "true");
        var directory = _pack.Create("pack").Path;
        File.WriteAllText(Path.Combine(directory, "workflow", "large"), new string('x', 50_000));
        foreach (var file in Directory.GetFiles(directory, "*.json", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "instance.json"))
        {
            File.WriteAllText(file, "unreadable");
        }

        Assert.Null(List().Size);
        Assert.InRange(List(withSize: true).Size!.Value, 50_000, 60_000);
    }

    private OptInstance List(bool withSize = false) => Assert.Single(_pack.Test.With(w => w.Instances.List(new InstanceFilter { WithSize = withSize })));

    private static (DateTimeOffset? At, RunStatus? Outcome, string? Owner, long? Size) Facts(OptInstance instance) => (instance.LastRunAt, instance.LastOutcome, instance.Owner, instance.Size);
}
