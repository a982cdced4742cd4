using System.Collections.Concurrent;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Faults;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Engine.Workspaces;
using OptAIC.Runs;
using OptAIC.Testing;

namespace OptAIC.Engine.Tests.Schedules;

/// <summary>Who looks for what is due is killed right before any of its writes: the next caller starts what was not started, and nothing twice.</summary>
public sealed class KilledCallerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly KillProof _proof;

    public KilledCallerTests()
    {
        _proof = new KillProof(_folder);
        _folder.Write("prices.csv", "date,symbol,close\n2024-01-01,A,1\n");
    }

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public async Task A_planned_instant_is_started_once_wherever_its_caller_is_killed()
    {
        var steps = await KillProof.StepsAsync(_proof.Prepared("undisturbed", Planned), ["due"]);
        var found = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(KillProof.Taken(steps), async (step, _) =>
        {
            var root = _proof.Prepared($"root{step}", Planned);
            await KillProof.KillAsync(root, step, ["due"]);
            found.AddOrUpdate(Seen(root), 1, (_, n) => n + 1);
            WorkspaceChange.Make(root, ["due"]);
            WorkspaceChange.Make(root, ["due"]);

            using var workspace = Workspace.Open(new WorkspaceOptions { Root = root });
            var run = Assert.Single(workspace.Runs.List(new RunFilter { Limit = int.MaxValue }));
            // One that was under way when its runner was killed is lost, as ever; all others are completed.
            Assert.True(run.Status == RunStatus.Completed || run.ErrorType == "lost", $"killed before step {step}: {run.Status} {run.Error}");
            Assert.Equal(TriggerKind.Schedule, run.Trigger);
        });

        // Killed before the claim, between claim and start, and while it ran.
        Assert.Equal(["", "Failed", "Pending"], found.Keys.Where(k => k != "Completed").Order(StringComparer.Ordinal));
    }

    // A single instant, which has passed.
    private void Planned(Workspace workspace)
    {
        using var then = Workspace.Open(new WorkspaceOptions { Root = workspace.Root, Time = new SetClock("2026-03-01T00:00:00Z") });
        then.Instances.Create(new InstanceRequest
        {
            SpecText = "{name: prices, definition: builtin.csv, config: {path: prices.csv}, schedule: {type: cron, expression: '0 6 2 3 *', end: 2026-04-01}}",
            BaseDirectory = _folder["."],
        });
    }

    private static string Seen(string root)
    {
        using var workspace = Workspace.Open(new WorkspaceOptions { Root = root });
        return string.Join(' ', workspace.Runs.List().Select(r => r.Status));
    }
}
