using System.Text.Json;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Runner;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Engine.Workspaces;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Execution;

/// <summary>The runner works in this process; who attaches knows only what it left on disk.</summary>
public sealed class AttachTests : IDisposable
{
    private const string Waits = """
        echo "begun"
        echo "optaic::progress 40 half way"
        while [ ! -e go ]; do sleep 0.02; done
        echo "released" >&2
        echo x > "$OPTAIC_OUTPUT/result"
        """;

    private readonly CommandWorkspace _test = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(1));

    public void Dispose()
    {
        _patience.Dispose();
        _test.Dispose();
    }

    [ShellFact]
    public async Task Who_attaches_is_told_what_was_so_far_then_what_comes_and_how_it_ended()
    {
        _test.Create(Waits);
        var runner = Runner(new FlowRunRequest { Targets = [new FlowTarget("c")] });
        await Until(() => Running() is not null);
        var news = new News();

        var attached = Attach("c", news);
        await news.Until("begun");
        await news.Until("half way");
        Go();
        var result = await attached;

        Assert.Equal(0, await runner);
        Assert.Equal((Errors.ExitCode.Done, StepOutcome.Completed), (result.ExitCode, Assert.Single(result.Steps).Outcome));
        Assert.Equal(["Planned", "Started", "Log begun", "Log released", "Ended", "Finished"], news.Lines.Where(l => !l.StartsWith("Progress", StringComparison.Ordinal)));
        Assert.Contains("Progress half way", news.Lines);
    }

    [ShellFact]
    public async Task To_look_on_no_more_stops_nothing()
    {
        _test.Create(Waits);
        var runner = Runner(new FlowRunRequest { Targets = [new FlowTarget("c")] });
        await Until(() => Running() is not null);
        using var enough = new CancellationTokenSource();
        var news = new News();
        var attached = Attach(Running()!.Value.ToString("D"), news, enough.Token);
        await news.Until("begun");

        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => attached);
        Assert.NotNull(Running());
        Go();
        Assert.Equal(0, await runner);
    }

    [ShellFact]
    public async Task A_flow_that_is_yet_to_run_is_found_in_the_plan_under_way_and_stands_below_what_it_waits_for()
    {
        _test.Create(Waits);
        _test.Create("exit 3", name: "after", spec: "upstream_refs: [{resource: c}]");
        var runner = Runner(new FlowRunRequest { Selectors = ["+after"] });
        await Until(() => Running() is not null);
        var news = new News();

        var attached = Attach("after", news);
        await news.Until("begun");
        Go();
        var result = await attached;

        Assert.Equal(1, await runner);
        Assert.Equal(Errors.ExitCode.Failed, result.ExitCode);
        Assert.Equal(["c.run"], news.Planned!.Single(s => s.Instance == "after").After);
        Assert.Equal([StepOutcome.Completed, StepOutcome.Failed], result.Steps.Select(s => s.Outcome));
    }

    [ShellFact]
    public async Task A_plan_is_followed_by_its_id_or_the_beginning_of_it()
    {
        _test.Create(Waits);
        _test.Create("true", name: "after", spec: "upstream_refs: [{resource: c}]");
        var runner = Runner(new FlowRunRequest { Selectors = ["+after"] });
        // The registry hears of a run a moment before its record, which names the plan, is written.
        await Until(() => Running() is not null && _test.Test.With(w => w.Runs.Get("c")).Plan is not null);
        var plan = _test.Test.With(w => w.Runs.Get("c")).Plan!.Value.ToString("D");
        var (news, whole) = (new News(), new News());

        var attached = Task.WhenAll(Attach(plan[..18], news), Attach(plan, whole));
        await news.Until("begun");
        await whole.Until("begun");
        Go();

        Assert.All(await attached, r => Assert.Equal(["c", "after"], r.Steps.Select(s => s.Instance)));
        Assert.Equal(0, await runner);
        await Assert.ThrowsAsync<RunNotFoundException>(() => Attach("00000000-0000-7000", new News()));
    }

    [ShellFact]
    public async Task A_run_of_which_the_registry_has_heard_before_its_record_is_written_is_followed_with_its_log()
    {
        _test.Create(Waits);
        var runner = Runner(new FlowRunRequest { Targets = [new FlowTarget("c")] });
        await Until(() => Running() is not null);
        var run = Running()!.Value;
        var record = new InstancePaths(_test.Test.DirectoryOf("c")).RunRecord(run);
        await Until(() => File.Exists(record));
        File.Move(record, record + ".late");
        var news = new News();

        var attached = Task.Run(() => Attach(run.ToString("D"), news));
        await Task.Delay(100);
        File.Move(record + ".late", record);
        await news.Until("begun");
        Go();

        Assert.Equal(StepOutcome.Completed, Assert.Single((await attached).Steps).Outcome);
        Assert.Equal(0, await runner);
    }

    [ShellFact]
    public async Task A_plan_that_is_over_says_how_it_ended_also_when_its_news_are_no_longer_kept()
    {
        _test.Create("exit 3");
        Assert.Equal(1, await Runner(new FlowRunRequest { Targets = [new FlowTarget("c")] }));

        var (kept, alone) = (new News(), new News());
        var result = await Attach("latest", kept);
        Directory.Delete(Path.Combine(_test.Test.Root, "plans"), recursive: true);
        var later = await Attach("c", alone);

        Assert.Equal((Errors.ExitCode.Failed, Errors.ExitCode.Failed), (result.ExitCode, later.ExitCode));
        Assert.Equal(result.Steps[0].Message, later.Steps[0].Message);
        Assert.Equal(["Planned", "Started", "Ended"], alone.Lines);
    }

    [ShellFact]
    public async Task A_flow_that_was_never_run_is_nothing_to_attach_to()
    {
        _test.Create("true");

        await Assert.ThrowsAsync<RunNotFoundException>(() => Attach("c", new News()));
    }

    [Fact]
    public async Task A_runner_that_is_gone_without_a_result_is_told_so_at_once()
    {
        using var context = WorkspaceContext.Open(_test.Test.Options);
        var dead = RunJournal.Runner with { Process = new ProcessIdentity(Environment.ProcessId, 1).ToString(), HostId = HostIdentity.Current.Id };
        Directory.CreateDirectory(context.Paths.Plans);
        var log = PlanLog.PathOf(context.Paths, dead);
        File.WriteAllText(log, JsonSerializer.Serialize(new RunnerMessage { Runner = dead }, RunnerJson.Default.RunnerMessage) + "\n");

        var error = await Assert.ThrowsAsync<RunnerFailedException>(() => new PlanAttachment(context, log).FollowAsync(null, withLogs: false, _patience.Token));

        Assert.Contains("without a result", error.Message, StringComparison.Ordinal);
    }

    [ShellFact]
    public async Task Logs_of_plans_that_are_over_for_long_are_dropped_and_no_others()
    {
        _test.Create("true");
        var plans = Directory.CreateDirectory(Path.Combine(_test.Test.Root, "plans")).FullName;
        var (old, young) = (Path.Combine(plans, "1@1-old.jsonl"), Path.Combine(plans, "1@1-young.jsonl"));
        File.WriteAllText(old, "torn");
        File.WriteAllText(young, "torn");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));

        Assert.Equal(0, await Runner(new FlowRunRequest { Targets = [new FlowTarget("c")] }));

        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
    }

    [ShellFact]
    public async Task A_run_is_waited_for_until_it_has_ended_or_the_time_is_over_and_its_log_is_followed_to_its_last_line()
    {
        _test.Create(Waits);
        var runner = Runner(new FlowRunRequest { Targets = [new FlowTarget("c")] });
        await Until(() => Running() is not null);
        using var workspace = _test.Test.Open();

        var early = await workspace.Runs.WaitAsync("c", TimeSpan.FromMilliseconds(50));
        Assert.Equal(RunStatus.Running, early.Status);
        var said = new List<string>();
        var waiting = workspace.Runs.WaitAsync("c", progress: new News(), cancellation: _patience.Token);
        await foreach (var line in workspace.Runs.FollowLogAsync(early.Id, RunLogStream.Stderr, Released()))
        {
            said.Add(line);
        }

        Assert.Equal(["released"], said);
        Assert.Equal(RunStatus.Completed, (await waiting).Status);
        Assert.Equal(0, await runner);

        CancellationToken Released()
        {
            Go();
            return _patience.Token;
        }
    }

    private Task<int> Runner(FlowRunRequest request)
    {
        var message = new RunnerRequest { Version = EngineVersion.Text, Root = _test.Test.Root, Actor = "tester", Detached = true, Flows = request };
        var input = new MemoryStream([.. JsonSerializer.SerializeToUtf8Bytes(message, RunnerJson.Default.RunnerRequest), (byte)'\n']);
        return Task.Run(() => RunnerHost.RunAsync(input, Stream.Null));
    }

    private async Task<PlanResult> Attach(string reference, News news, CancellationToken cancellation = default)
    {
        using var workspace = _test.Test.Open();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _patience.Token);
        return await workspace.Flows.AttachAsync(new FlowTarget(reference), withLogs: true, news, either.Token);
    }

    private Guid? Running() => _test.Test.With(w => w.Runs.List(new RunFilter { Status = RunStatus.Running })) is [var run] ? run.Id : null;

    private void Go() => File.WriteAllText(Path.Combine(_test.Test.DirectoryOf("c"), "workflow", "go"), "");

    private async Task Until(Func<bool> happened)
    {
        while (!happened())
        {
            await Task.Delay(10, _patience.Token);
        }
    }

    /// <summary>What somebody who looks on is told.</summary>
    private sealed class News : IProgress<PlanProgress>
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                {
                    return [.. _lines];
                }
            }
        }

        public IReadOnlyList<OptPlanStep>? Planned { get; private set; }

        public void Report(PlanProgress value)
        {
            lock (_lines)
            {
                Planned = value.Kind == PlanProgressKind.Planned ? value.Plan : Planned;
                _lines.Add($"{value.Kind} {value.Text}".TrimEnd());
            }
        }

        public async Task Until(string text)
        {
            for (var tries = 0; !Lines.Any(l => l.EndsWith(text, StringComparison.Ordinal)); tries++)
            {
                Assert.True(tries < 3000, $"'{text}' was not told");
                await Task.Delay(10);
            }
        }
    }
}
