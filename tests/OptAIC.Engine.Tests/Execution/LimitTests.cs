using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Engine.Workspaces;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Execution;

public sealed class LimitTests : IDisposable
{
    private readonly CommandWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [ShellFact]
    public void Flows_with_a_limited_tag_run_so_many_at_a_time_and_others_beside_them()
    {
        Set(new WorkspaceLimits { TagLimits = new Dictionary<string, int> { ["api"] = 1 } });
        foreach (var name in (string[])["a", "b", "c"])
        {
            _test.Create("sleep 0.3; echo x > \"$OPTAIC_OUTPUT/result\"", name: name, spec: "tags: [api]");
        }

        _test.Create("sleep 0.1; echo x > \"$OPTAIC_OUTPUT/result\"", name: "free");
        var result = _test.Test.Refresh("*");

        Assert.All(result.Steps, s => Assert.Equal(StepOutcome.Completed, s.Outcome));
        var limited = _test.Test.With(w => w.Runs.List()).Where(r => r.Instance != "free").OrderBy(r => r.StartedAt).ToList();
        Assert.All(limited.Zip(limited.Skip(1)), pair => Assert.True(pair.Second.StartedAt >= pair.First.EndedAt));
        Assert.True(_test.Test.With(w => w.Runs.Get("free")).EndedAt < limited[^1].StartedAt);
    }

    [ShellFact]
    public async Task A_limit_holds_across_runners_and_who_waits_is_pending_and_can_be_stopped()
    {
        Set(new WorkspaceLimits { MaxConcurrentFlows = 1 });
        _test.Create("while [ ! -e go ]; do sleep 0.05; done; echo x > \"$OPTAIC_OUTPUT/result\"", name: "first");
        _test.Create("echo x > \"$OPTAIC_OUTPUT/result\"", name: "second");
        var first = Task.Run(() => _test.Test.Refresh("first"));
        await Until("first", RunStatus.Running);
        var second = Task.Run(() => _test.Test.Refresh("second"));
        await Until("second", RunStatus.Pending);

        using (var workspace = _test.Test.Open())
        {
            var began = Environment.TickCount64;
            Assert.Equal("stopped", (await workspace.Flows.StopAsync(new FlowTarget("second"))).Outcome);
            Assert.InRange(Environment.TickCount64 - began, 0, 5000);
        }

        Assert.Equal(StepOutcome.Cancelled, (await second).Steps[0].Outcome);
        second = Task.Run(() => _test.Test.Refresh("second"));
        await Until("second", RunStatus.Pending);
        File.WriteAllText(Path.Combine(_test.Test.DirectoryOf("first"), "workflow", "go"), "");
        Assert.Equal(StepOutcome.Completed, (await second).Steps[0].Outcome);
        Assert.True(_test.Test.With(w => w.Runs.Get("second")).StartedAt >= (await first).Steps.Select(_ => _test.Test.With(w => w.Runs.Get("first")).EndedAt).Single());
    }

    [Fact]
    public void Limits_are_kept_shown_and_taken_back()
    {
        Set(new WorkspaceLimits { MaxConcurrentFlows = 4, TagLimits = new Dictionary<string, int> { ["api"] = 2, ["gpu"] = 1 } });
        var shown = Set(new WorkspaceLimits { MaxConcurrentFlows = 0, TagLimits = new Dictionary<string, int> { ["gpu"] = 0 } });

        Assert.Null(shown.MaxConcurrentFlows);
        Assert.Equal(("api", 2), Assert.Single(shown.TagLimits.Select(t => (t.Key, t.Value))));
        Assert.Equal(2, _test.Test.With(w => w.Describe()).TagLimits["api"]);
        Assert.Throws<InvalidLimitException>(() => Set(new WorkspaceLimits { MaxConcurrentFlows = -1 }));
        Assert.Throws<InvalidLimitException>(() => Set(new WorkspaceLimits { TagLimits = new Dictionary<string, int> { ["a/b"] = 1 } }));
    }

    private OptWorkspace Set(WorkspaceLimits limits) => _test.Test.With(w => w.SetLimits(limits));

    private async Task Until(string instance, RunStatus status)
    {
        for (var began = Environment.TickCount64; _test.Test.With(w => w.Runs.List(new RunFilter { Instance = instance })) is not [var last, ..] || last.Status != status; await Task.Delay(20))
        {
            Assert.InRange(Environment.TickCount64 - began, 0, 20_000);
        }
    }
}
