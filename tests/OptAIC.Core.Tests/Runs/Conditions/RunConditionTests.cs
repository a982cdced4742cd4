using OptAIC.Errors;
using OptAIC.Model;
using OptAIC.Runs;
using OptAIC.Runs.Conditions;

namespace OptAIC.Core.Tests.Runs.Conditions;

public sealed class RunConditionTests
{
    private static readonly DateTimeOffset Now = new(2024, 3, 8, 12, 0, 0, TimeSpan.Zero);

    // a failed without a metric; b completed well; c completed badly, by schedule; d is under way.
    private static readonly OptRun[] Runs =
    [
        Run("a", RunStatus.Failed, "2024-03-01T09:00:00Z", 10) with { ErrorType = "lost", Error = "no such file: prices_1.csv", Attempt = 3 },
        Run("b", RunStatus.Completed, "2024-03-07T00:00:00Z", 90) with { Metrics = new Dictionary<string, double?> { ["sharpe"] = 1.5, ["odd name"] = 1, ["beta"] = null }, LastDataDate = new DateOnly(2024, 3, 6) },
        Run("c", RunStatus.Completed, "2024-03-07T23:59:59.5Z", 3600) with { Metrics = new Dictionary<string, double?> { ["sharpe"] = -0.5 }, Trigger = TriggerKind.Schedule, LastDataDate = new DateOnly(2024, 3, 1) },
        Run("d", RunStatus.Running, "2024-03-08T11:59:00Z", null) with { Flow = FlowKind.Backtest, Type = RunType.BacktestRun },
    ];

    [Theory]
    [InlineData("status = failed", "a")]
    [InlineData("STATUS=FAILED", "a")]
    [InlineData("status != failed", "b c d")]
    [InlineData("status ~ c*ed", "b c")]
    [InlineData("status = failed or status = running", "a d")]
    [InlineData("flow = backtest", "d")]
    [InlineData("type = BacktestRun", "d")]
    [InlineData("type = backtest_run", "d")]
    [InlineData("trigger = schedule", "c")]
    [InlineData("instance = A", "a")]
    [InlineData("instance ~ ?", "a b c d")]
    [InlineData("instance ~ x", "")]
    [InlineData("metric.sharpe > 1", "b")]
    [InlineData("metric.sharpe <= -0.5", "c")]
    [InlineData("not metric.sharpe > 1", "a c d")]
    [InlineData("metric.sharpe != 1.5", "a c d")]
    [InlineData("metric.sharpe = none", "a d")]
    [InlineData("metric.beta = none", "a b c d")]
    [InlineData("metric.\"odd name\" = 1", "b")]
    [InlineData("metric.SHARPE > 0", "")]
    [InlineData("status = completed and metric.sharpe > 1 or flow = backtest", "b d")]
    [InlineData("status = completed and (metric.sharpe > 1 or flow = backtest)", "b")]
    [InlineData("not (status = completed or status = failed)", "d")]
    [InlineData("not not status = failed", "a")]
    [InlineData("NOT status = completed AND attempt > 1", "a")]
    [InlineData("started = 2024-03-07", "b c")]
    [InlineData("started > 2024-03-07", "d")]
    [InlineData("started >= 2024-03-07", "b c d")]
    [InlineData("started < 2024-03-07", "a")]
    [InlineData("started <= 2024-03-07", "a b c")]
    [InlineData("started != 2024-03-07", "a d")]
    [InlineData("started = 2024-03-07T23:59", "c")]
    [InlineData("started = 2024-03-07T23:59:59Z", "c")]
    [InlineData("started = 2024-03-08T00:59:59+01:00", "c")]
    [InlineData("started > -1h", "d")]
    [InlineData("time > -7d", "b c d")]
    [InlineData("started_at = yesterday", "b c")]
    [InlineData("StartedAt = today", "d")]
    [InlineData("ended = none", "d")]
    [InlineData("duration > 30s", "b c")]
    [InlineData("duration >= 1h", "c")]
    [InlineData("duration < 90", "a")]
    [InlineData("data_date < 2024-03-06", "c")]
    [InlineData("data_date >= -2d", "b")]
    [InlineData("data_date = none", "a d")]
    [InlineData("error ~ 'no such'", "a")]
    [InlineData("error ~ \"PRICES_1\"", "a")]
    [InlineData("error = none", "b c d")]
    [InlineData("error_type = lost", "a")]
    [InlineData("error != 'it''s'", "a b c d")]
    public void A_condition_holds_for_the_runs_it_says(string condition, string runs) =>
        Assert.Equal(runs, string.Join(' ', Runs.Where(RunCondition.Parse(condition, Now).Matches).Select(r => r.Instance)));

    [Theory]
    [InlineData("", 1, "it is empty", "status = failed")]
    [InlineData("stauts = failed", 1, "no field 'stauts'", "did you mean 'status'?")]
    [InlineData("metrics.sharpe > 1", 1, "no field 'metrics.sharpe'", "there are: id, instance")]
    [InlineData("metric > 1", 1, "no field 'metric'", "metric.sharpe")]
    [InlineData("metric. > 1", 1, "name of the metric is missing", "metric.sharpe")]
    [InlineData("status = faild", 10, "'faild' is no status", "did you mean 'failed'?")]
    [InlineData("flow = x9", 8, "'x9' is no flow", "there are: refresh")]
    [InlineData("status = failed and metric.sharpe > high", 37, "'high' is no number", "1.5")]
    [InlineData("attempt > 1e999", 11, "no number", "1.5")]
    [InlineData("started > lastweek", 11, "'lastweek' is no time", "-7d")]
    [InlineData("started > 2024-02-30", 11, "is no time", "2024-03-29")]
    [InlineData("data_date = 2024-03-01T10:00", 13, "is no date", "2024-03-29")]
    [InlineData("duration > long", 12, "no length of time", "1h30m")]
    [InlineData("status", 7, "what status is compared with is missing", "=")]
    [InlineData("status =", 9, "a value is missing", "value")]
    [InlineData("status == failed", 8, "found '=='", "write =")]
    [InlineData("status -eq failed", 8, "found '-eq'", "write =")]
    [InlineData("status > failed", 8, "status cannot be compared with >", "= != or ~")]
    [InlineData("started ~ 2024*", 9, "started cannot be compared with ~", "<")]
    [InlineData("attempt > none", 11, "'none' can only", "= none")]
    [InlineData("status = failed && flow = run", 17, "found '&&'", "write and")]
    [InlineData("status = failed flow = run", 17, "'and' or 'or' is expected; found 'flow'", "quotes")]
    [InlineData("status = failed adn flow = run", 17, "found 'adn'", "did you mean 'and'?")]
    [InlineData("status = failed and", 20, "a field is missing", "there are")]
    [InlineData("and status = failed", 1, "a field is expected", "there are")]
    [InlineData("(status = failed", 1, "never closed", "close it")]
    [InlineData("status = failed)", 16, "never opened", "remove it")]
    [InlineData("error ~ 'no such", 9, "never closed", "close it")]
    public void What_cannot_be_read_is_named_with_its_column_and_what_to_write(string condition, int column, string problem, string hint)
    {
        var error = Assert.Throws<RunConditionException>(() => RunCondition.Parse(condition, Now));

        Assert.Equal((column, ExitCode.Usage, "InvalidCondition"), (error.Column, error.ExitCode, error.ErrorId));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_overwhelm_whoever_evaluates_it_is_refused()
    {
        Assert.Contains("nested", Assert.Throws<RunConditionException>(() => RunCondition.Parse(new string('(', 100_000), Now)).Message, StringComparison.Ordinal);
        Assert.Contains("more than 200", Assert.Throws<RunConditionException>(() => RunCondition.Parse(string.Join(" or ", Enumerable.Repeat("attempt = 1", 201)), Now)).Message, StringComparison.Ordinal);
    }

    private static OptRun Run(string name, RunStatus status, string started, int? seconds)
    {
        var at = UtcTimeConverter.Parse(started);
        return new()
        {
            Id = Guid.NewGuid(),
            Instance = name,
            InstanceId = Guid.NewGuid(),
            Flow = FlowKind.Refresh,
            Type = RunType.PipelineRun,
            Status = status,
            Trigger = TriggerKind.Manual,
            CreatedAt = at,
            StartedAt = at,
            EndedAt = seconds is { } length ? at.AddSeconds(length) : null,
            LogPath = "",
        };
    }
}
