using OptAIC.Engine.Processes;
using OptAIC.Engine.Tests.Backpacks;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Runs;

/// <summary>What a record says of the programs of a run: what they used, and of which revision they were.</summary>
public sealed class RunProvenanceTests : IDisposable
{
    private readonly BackpackWorkspace _pack = new();

    public void Dispose() => _pack.Dispose();

    [ShellFact]
    public void What_programs_used_is_told_for_each_step_and_for_all()
    {
        _pack.Write("workflow/copy.sh", "head -c 3000000 /dev/zero > \"$1\"; cat \"$1\" \"$1\" > /dev/null; sleep 0.2; exit $2");
        _pack.Write("steps.yml", """
            steps:
            - { name: one, run: copy.sh, arguments: [a, "0"] }
            - { name: two, run: copy.sh, arguments: [b, "3"], needs: [one] }
            """);

        var run = _pack.Run();

        Assert.Equal(RunStatus.Failed, run.Status);
        var (all, steps) = (run.Resources!, run.Steps.Select(s => s.Resources!).ToList());
        Assert.All(steps, s => Assert.InRange(s.WallSeconds, 0.2, 60));
        Assert.Equal(steps.Sum(s => s.WallSeconds), all.WallSeconds, 6);
        if (OperatingSystem.IsLinux())
        {
            // The programs that the script started count, as it waited for them.
            Assert.All(steps, s => Assert.InRange(s.BytesRead!.Value, 9_000_000, 12_000_000));
            Assert.All(steps, s => Assert.InRange(s.BytesWritten!.Value, 9_000_000, 12_000_000));
            Assert.Equal((steps.Sum(s => s.BytesRead), steps.Max(s => s.PeakMemoryBytes)), (all.BytesRead, all.PeakMemoryBytes));
            Assert.InRange(all.PeakMemoryBytes!.Value, 100_000, 1_000_000_000);
            Assert.InRange(all.CpuSeconds!.Value, 0.0001, 60);
        }
    }

    [ShellFact]
    public void A_run_without_programs_used_none()
    {
        _pack.Test.CreatePrices();
        _pack.Test.Refresh("prices");
        var run = _pack.Test.With(w => w.Runs.Get("prices"));
        Assert.Equal((null, null), (run.Resources, run.Revision));
    }

    [GitFact]
    public void The_commit_of_the_source_is_recorded_and_whether_it_was_changed()
    {
        _pack.Write("workflow/go.sh", "true");
        Assert.Null(_pack.Run().Revision);

        Git("init", "-q");
        Git("add", ".");
        Git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "first");
        var head = Git("rev-parse", "HEAD");
        _pack.Write("workflow/go.sh", "true; true");
        Assert.Equal(new OptSourceRevision(head, IsDirty: true), _pack.Run().Revision);

        _pack.Write("workflow/go.sh", "true; true; true");
        Git("add", ".");
        Git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "second");
        Assert.Equal(new OptSourceRevision(Git("rev-parse", "HEAD"), IsDirty: false), _pack.Run().Revision);
    }

    private string Git(params string[] arguments)
    {
        var answer = SystemProgram.Run("git", ["-C", _pack.Path, .. arguments]);
        Assert.True(answer.Status.IsSuccess, answer.Error);
        return answer.Output.Trim();
    }
}
