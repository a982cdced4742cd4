using OptAIC.Engine.Facade;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;

namespace OptAIC.Engine.Tests.Execution;

/// <summary>Rule 4 with real runs: data that reach to 5 January 2024, a Friday, and a clock that is set.</summary>
public sealed class SourceCheckTests : IDisposable
{
    private const string Daily = "update_frequency: {frequency: daily}";

    private readonly SetClock _clock = new("2024-01-06T12:00Z");
    private readonly CommandWorkspace _commands;

    public SourceCheckTests() => _commands = new CommandWorkspace(_clock);

    private TestWorkspace Test => _commands.Test;

    public void Dispose() => _commands.Dispose();

    [ShellTheory]
    [InlineData("files")]
    [InlineData("program")]
    [InlineData("expression")]
    [InlineData("workflow")]
    [InlineData("training")]
    public void Whatever_finds_nothing_newer_is_not_run_again_before_more_is_expected(string kind)
    {
        Create(kind);
        Assert.Equal((StepOutcome.Completed, FlowStatus.Ready, 1), RefreshAndLook());

        _clock.Now = "2024-01-07T12:00Z";
        Assert.Equal((FlowStatus.Stale, ReasonCode.DataBehind), (Status(), Test.Flow("x").Reasons[0].Code));
        Assert.Equal((StepOutcome.Completed, FlowStatus.StaleSourceDelayed, 2), RefreshAndLook());
        Assert.Equal((StepOutcome.Skipped, FlowStatus.StaleSourceDelayed, 2), RefreshAndLook());

        _clock.Now = "2024-01-08T00:00Z";
        Assert.Equal((StepOutcome.Completed, FlowStatus.StaleSourceDelayed, 3), RefreshAndLook());
    }

    [ShellTheory]
    [InlineData("expression")]
    [InlineData("training")]
    public void What_found_nothing_newer_is_due_again_once_an_upstream_has_something(string kind)
    {
        Create(kind);
        RefreshAndLook();
        _clock.Now = "2024-01-07T12:00Z";
        RefreshAndLook();

        Assert.All(Test.Refresh("+x").Steps, s => Assert.Equal(StepOutcome.Skipped, s.Outcome));
        Test.WritePrices(days: 6);
        Assert.All(Test.Refresh("+x").Steps, s => Assert.Equal(StepOutcome.Completed, s.Outcome));

        Assert.Equal((StepOutcome.Skipped, FlowStatus.Ready, 3), RefreshAndLook());
    }

    [Fact]
    public void A_source_that_changed_is_read_again_though_nothing_newer_was_found()
    {
        Create("files");
        RefreshAndLook();
        _clock.Now = "2024-01-07T12:00Z";
        RefreshAndLook();

        Test.WritePrices(days: 6);

        Assert.Equal((StepOutcome.Completed, FlowStatus.Ready, 3), RefreshAndLook());
    }

    [Fact]
    public void Who_follows_something_late_is_refused_unless_lateness_is_accepted()
    {
        Create("files");
        Test.CreateSignal("y", "x");
        _clock.Now = "2024-01-07T12:00Z";
        Test.Refresh("x");
        Test.Refresh("x");
        Assert.Equal(FlowStatus.StaleSourceDelayed, Status());

        Assert.Equal((StepOutcome.NotRun, "x.refresh"), Test.Refresh("y").Steps.Select(s => (s.Outcome!, s.BecauseOf!)).Single());
        Assert.Equal(StepOutcome.Completed, Test.Run(new FlowRunRequest { Selectors = ["y"], AcceptDelayed = true }).Steps[0].Outcome);
    }

    [Theory]
    [InlineData("{frequency: daily}", "2024-01-07", FlowStatus.Stale)]
    [InlineData("{frequency: daily, grace_period_days: 1}", "2024-01-07", FlowStatus.Ready)]
    [InlineData("{frequency: daily, grace_period_days: 1}", "2024-01-08", FlowStatus.Stale)]
    [InlineData("{frequency: daily, business_days_only: true}", "2024-01-08", FlowStatus.Ready)]
    [InlineData("{frequency: daily, business_days_only: true}", "2024-01-09", FlowStatus.Stale)]
    [InlineData("{frequency: daily, business_days_only: true, calendar: xnys}", "2024-01-09", FlowStatus.Ready)] // the 8th is a holiday there
    [InlineData("{frequency: daily, business_days_only: true, calendar: xnys}", "2024-01-10", FlowStatus.Stale)]
    [InlineData("{frequency: weekly, day_of_week: friday}", "2024-01-12", FlowStatus.Ready)]
    [InlineData("{frequency: weekly, day_of_week: friday}", "2024-01-13", FlowStatus.Stale)]
    [InlineData("{frequency: monthly, day_of_month: 5}", "2024-02-05", FlowStatus.Ready)]
    [InlineData("{frequency: monthly, day_of_month: 5}", "2024-02-06", FlowStatus.Stale)]
    [InlineData("{frequency: monthly}", "2024-01-31", FlowStatus.Ready)]
    [InlineData("{frequency: monthly}", "2024-02-01", FlowStatus.Stale)]
    [InlineData("{frequency: quarterly}", "2024-03-31", FlowStatus.Ready)]
    [InlineData("{frequency: quarterly}", "2024-04-01", FlowStatus.Stale)]
    [InlineData("{frequency: irregular}", "2034-01-01", FlowStatus.Ready)]
    public void Data_are_due_when_their_frequency_says_so(string frequency, string day, FlowStatus expected)
    {
        WriteCalendar("date,holiday\n# invented\n2024-01-08,a Monday\n");
        Test.Create($"{{name: x, definition: builtin.csv, config: {{path: prices.csv}}, update_frequency: {frequency}}}");
        Test.Refresh("x");

        _clock.Now = $"{day}T12:00Z";

        Assert.Equal(expected, Status());
    }

    [Theory]
    [InlineData("time_zone: America/New_York", "2024-01-07T04:59Z", FlowStatus.Ready)]
    [InlineData("time_zone: America/New_York", "2024-01-07T05:00Z", FlowStatus.Stale)]
    [InlineData("schedule: {type: cron, expression: 0 6 * * *, timezone: America/New_York}", "2024-01-07T04:59Z", FlowStatus.Ready)]
    [InlineData("schedule: {type: cron, expression: 0 6 * * *, timezone: America/New_York}", "2024-01-07T05:00Z", FlowStatus.Stale)]
    [InlineData("time_zone: UTC, schedule: {type: cron, expression: 0 6 * * *, timezone: America/New_York}", "2024-01-07T00:00Z", FlowStatus.Stale)]
    [InlineData("schedule: {type: cron, expression: 0 6 * * *}", "2024-01-07T00:00Z", FlowStatus.Stale)]
    public void The_day_is_that_of_the_instance_else_of_its_schedule_else_of_the_workspace(string spec, string now, FlowStatus expected)
    {
        Test.Create($"{{name: x, definition: builtin.csv, config: {{path: prices.csv}}, {Daily}, {spec}}}");
        Test.Refresh("x");

        _clock.Now = now;

        Assert.Equal(expected, Status());
    }

    [Fact]
    public void What_no_day_could_be_judged_by_is_refused_before_it_stands_in_the_way_of_every_status()
    {
        WriteCalendar("date\n2024-01-08\nnext Monday\n");

        Assert.Contains("xnys.csv:3", Assert.Throws<CalendarException>(() => Create("xnys", "")).Message, StringComparison.Ordinal);
        Assert.Contains("missing", Assert.Throws<CalendarException>(() => Create("xlon", "")).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidSpecException>(() => Create("../xnys", ""));
        Assert.Throws<UnknownTimeZoneException>(() => Create(null, ", time_zone: Mars/Olympus"));
        Assert.Throws<UnknownTimeZoneException>(() => Create(null, ", schedule: {type: cron, expression: 0 6 * * *, timezone: Mars/Olympus}"));
        Assert.Empty(Test.With(w => w.Flows.List()));
    }

    private void Create(string? calendar, string more) =>
        Test.Create($"{{name: x, definition: builtin.csv, config: {{path: prices.csv}}, update_frequency: {{frequency: daily{(calendar is null ? "" : $", calendar: {calendar}")}}}{more}}}");

    // Each reaches to 5 January, by its own or by what it reads.
    private void Create(string kind)
    {
        switch (kind)
        {
            case "files":
                Test.Create($"{{name: x, definition: builtin.csv, config: {{path: prices.csv}}, {Daily}}}");
                break;
            case "program":
                _commands.Create("printf 'date,symbol,close\\n2024-01-05,A,1\\n' > \"$OPTAIC_OUTPUT/p.csv\"", kind: "PipelineDef", spec: Daily, name: "x");
                break;
            case "workflow":
                _commands.Create("echo 'optaic::output last_data_date=2024-01-05'; echo 1 > \"$OPTAIC_OUTPUT/result\"", spec: Daily, name: "x");
                break;
            case "expression":
                CreatePrices();
                Test.Create($"{{name: x, definition: builtin.expression, config: {{expression: close * 2, output: close}}, upstream_refs: [{{resource: prices}}], {Daily}}}");
                break;
            default:
                CreatePrices();
                _commands.Create("cp run.sh \"$OPTAIC_OUTPUT/model\"", kind: "MLModuleDef", more: "flow_specs: [{flow_kind: training}]", spec: $"upstream_refs: [{{resource: prices}}], {Daily}", name: "x");
                break;
        }
    }

    private void CreatePrices()
    {
        Test.CreatePrices();
        Test.Refresh("prices");
    }

    private (string? Outcome, FlowStatus Status, int Runs) RefreshAndLook()
    {
        var outcome = Assert.Single(Test.Refresh("x").Steps).Outcome;
        return (outcome, Status(), Test.With(w => w.Runs.List(new RunFilter { Instance = "x" })).Count);
    }

    private FlowStatus Status() => Test.Flow("x").Status;

    private void WriteCalendar(string text)
    {
        Directory.CreateDirectory(Path.Combine(Test.Root, "calendars"));
        File.WriteAllText(Path.Combine(Test.Root, "calendars", "xnys.csv"), text);
    }
}
