using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Runs;
using OptAIC.Runs.Conditions;

namespace OptAIC.Engine.Tests.Runs;

public sealed class RunQueryTests : IDisposable
{
    private const int Runs = 80;
    private static readonly DateTimeOffset Noon = new(2024, 3, 8, 12, 0, 0, TimeSpan.Zero);

    // Each a condition of its own, and what random ones are put together from.
    private static readonly string[] Comparisons =
    [
        "status = failed", "status != completed", "status ~ c*", "trigger = schedule", "flow = refresh", "type = PipelineRun", "instance = PRICES", "instance ~ doub", "instance ~ ?rices",
        "actor ~ 'a_b'", "actor = 'A%B'", "actor ~ '*\\*'", "actor ~ é", "definition ~ builtin.*", "host != none", "error = none", "error ~ 'not_found'", "error_type = LOST", "attempt > 1", "exit_code = 0", "exit_code = none",
        "metric.sharpe > 0.5", "metric.sharpe <= 0.5", "metric.sharpe != 0", "metric.sharpe = none", "metric.none = none", "metric.\"o'dd\" >= 1",
        "created >= 2024-03-08T11:59:59", "started = 2024-03-08T12:00:00", "started < 2024-03-08T12:00:00.05Z", "started > 2024-03-08", "ended <= 2024-03-08T12:00", "ended = none", "created != 2024-03-08",
        "duration > 500ms", "duration = 250ms", "data_date = 2024-03-01", "data_date > 2024-03-01", "data_date = none", "as_of <= 2024-03-02", "data_version ~ v1", "replay_of = none", "id ~ 018*",
    ];

    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void The_registry_finds_the_runs_for_which_a_condition_holds()
    {
        var random = new Random(4);
        Write(random);
        using var workspace = _test.Open();
        var all = workspace.Runs.List(new RunFilter { Limit = int.MaxValue }).Select(r => workspace.Runs.Get(r.Id.ToString())).ToList();
        Assert.Equal(Runs, all.Count);
        var split = 0;
        foreach (var condition in Comparisons.Concat(Enumerable.Range(0, 160).Select(_ => Condition(random, 3))))
        {
            var held = RunCondition.Parse(condition, Noon);

            var found = workspace.Runs.List(new RunFilter { Where = condition, Limit = int.MaxValue });

            Assert.True(all.Where(held.Matches).Select(r => r.Id).SequenceEqual(found.Select(r => r.Id)), condition);
            split += found.Count is > 0 and < Runs ? 1 : 0;
        }

        Assert.True(split > 80, $"only {split} conditions hold for some runs and not for others");
    }

    [Fact]
    public void A_metric_that_no_run_has_is_a_slip_when_runs_have_others()
    {
        Assert.Empty(Found("metric.sharp > 1"));
        Write(new Random(4));

        var slip = Assert.Throws<RunConditionException>(() => Found("status = failed or not metric.sharp > 1"));

        Assert.Equal(("condition 'status = failed or not metric.sharp > 1': column 31: no run has a metric 'sharp'", "did you mean 'sharpe'?"), (slip.Message, slip.Hint));
        Assert.Contains("there are: ", Assert.Throws<RunConditionException>(() => Found("metric.nothing_like_it > 1")).Hint, StringComparison.Ordinal);
        Assert.Equal(Runs, Found("metric.sharp = none").Count);
    }

    [Fact]
    public void Runs_come_newest_first_though_they_began_within_one_second()
    {
        Write(new Random(4));
        using var workspace = _test.Open();

        var found = workspace.Runs.List(new RunFilter { Limit = 30 });

        Assert.Equal(30, found.Count);
        Assert.Equal(workspace.Runs.List(new RunFilter { Limit = int.MaxValue }).OrderByDescending(r => r.CreatedAt).Take(30).Select(r => r.CreatedAt), found.Select(r => r.CreatedAt));
    }

    [Fact]
    public void A_condition_goes_together_with_the_other_filters()
    {
        Write(new Random(4));
        using var workspace = _test.Open();
        var all = workspace.Runs.List(new RunFilter { Limit = int.MaxValue });

        Assert.Equal(
            all.Where(r => r is { Instance: "double", Status: RunStatus.Failed, Attempt: > 1 }).Select(r => r.Id),
            workspace.Runs.List(new RunFilter { Instance = "dou*", Status = RunStatus.Failed, Where = "attempt > 1", Limit = int.MaxValue }).Select(r => r.Id));
        Assert.Equal(
            all.Where(r => r is { Instance: "prices", Attempt: > 1 }).Take(2).Select(r => r.Id),
            workspace.Runs.List(new RunFilter { Exclude = ["double"], Where = "attempt > 1", Limit = 2 }).Select(r => r.Id));
    }

    [Fact]
    public void Metrics_that_a_run_reported_are_found_when_it_has_ended()
    {
        _test.CreatePrices();
        _test.Refresh("prices");

        Assert.Equal("prices", Assert.Single(List("metric.rows = 10 and started > -1h")).Instance);
        Assert.Empty(List("metric.rows > 10"));
    }

    [Fact]
    public void A_run_whose_runner_is_gone_is_found_as_failed_though_nobody_has_written_that_down()
    {
        var prices = _test.CreatePrices();
        RunFolder.Write(prices, RunFolder.Completed(prices, Noon) with { Status = RunStatus.Running, EndedAt = null });
        RunFolder.Index(_test);

        Assert.Equal(RunStatus.Failed, Assert.Single(List("status = failed and error_type = lost")).Status);
        Assert.Empty(List("status = running"));
        Assert.Empty(List("not error ~ gone"));
    }

    private IReadOnlyList<OptRun> List(string where) => _test.With(w => w.Runs.List(new RunFilter { Where = where }));

    private static string Condition(Random random, int depth) => depth == 0 ? Comparisons[random.Next(Comparisons.Length)] : random.Next(4) switch
    {
        0 => $"({Condition(random, depth - 1)} or {Condition(random, depth - 1)})",
        1 => $"{Condition(random, depth - 1)} and {Condition(random, depth - 1)}",
        2 => $"not ({Condition(random, depth - 1)})",
        _ => Condition(random, 0),
    };

    // Times lie close together, so that what differs is a fraction of a second as well as days.
    private IReadOnlyList<OptRun> Found(string condition) => _test.With(w => w.Runs.List(new RunFilter { Where = condition, Limit = int.MaxValue }));

    private void Write(Random random)
    {
        OptInstance[] instances = [_test.CreatePrices(), _test.CreateSignal("double", "prices")];
        for (var i = 0; i < Runs; i++)
        {
            var at = Noon.AddMilliseconds(random.Next(-20, 20) * 10).AddDays(random.Next(3) == 0 ? random.Next(-3, 2) : 0);
            var status = random.Next(3) == 0 ? RunStatus.Failed : random.Next(4) == 0 ? RunStatus.Cancelled : RunStatus.Completed;
            var instance = instances[random.Next(2)];
            RunFolder.Write(instance, RunFolder.Completed(instance, at) with
            {
                Status = status,
                Trigger = new RunTrigger(random.Next(4) == 0 ? TriggerKind.Schedule : TriggerKind.Manual, Pick(random, "tester", "a_b", "aXb", "a%b", @"end\*", "É")),
                EndedAt = at.AddMilliseconds(250 * random.Next(1, 5)),
                Attempt = random.Next(1, 4),
                ExitCode = random.Next(2) == 0 ? random.Next(2) : null,
                Error = status == RunStatus.Failed ? new RunError(Pick(random, "lost", "program"), Pick(random, "not_found: x", "notXfound", "50% done")) : null,
                Metrics = random.Next(3) == 0 ? new Dictionary<string, double?>() : new Dictionary<string, double?> { ["sharpe"] = Pick<double?>(random, null, 0, 0.5, 1.25, -2), ["o'dd"] = 1 },
                Output = random.Next(2) == 0 ? new RunOutput("v" + random.Next(3), null, random.Next(3) == 0 ? null : new DateOnly(2024, 3, random.Next(1, 4)), 1) : null,
                AsOf = random.Next(4) == 0 ? new DateOnly(2024, 3, random.Next(1, 4)) : null,
            });
        }

        RunFolder.Index(_test);
    }

    private static T Pick<T>(Random random, params T[] from) => from[random.Next(from.Length)];
}
