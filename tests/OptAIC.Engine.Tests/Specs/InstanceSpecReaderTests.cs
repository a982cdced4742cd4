using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Yaml;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Specs;

public class InstanceSpecReaderTests
{
    [Fact]
    public void Everything_that_a_spec_says_is_read()
    {
        var spec = Valid("""
            name: spx_prices
            type: DatasetInstance
            definition: csv_prices@1.2.0
            config: { symbols: [AAPL, MSFT], start_date: 2020-01-01 }
            schedule: { type: cron, expression: "0 6 * * 1-5", timezone: America/New_York }
            upstream_refs: [ { resource: raw, flow: refresh, role: input }, calendar ]
            handles: [ { system: mlflow, kind: experiment, id: "42", url: https://mlflow.example.com/42 } ]
            update_frequency: { frequency: daily, business_days_only: true, grace_period_days: 1 }
            tags: [nightly]
            stale_on: age
            overlap: queue
            timeout: 30m
            retry_policy: { max_retries: 3, backoff: exponential, delay: 1m }
            """);
        Assert.Equal(("spx_prices", InstanceType.DatasetInstance), (spec.Name, spec.Type!.Value));
        var part = Assert.Single(spec.Parts);
        Assert.Equal(("definition", "csv_prices@1.2.0", true), (part.Key, part.Definition!.ToString(), part.Config!.Contains("symbols")));
        Assert.Equal("""{"catch_up":"last","enabled":true,"expression":"0 6 * * 1-5","timezone":"America/New_York","type":"cron"}""", spec.Schedule!.Value.GetRawText());
        Assert.Equal([("raw", (FlowKind?)FlowKind.Refresh, "input", 6), ("calendar", null, "input", 6)], spec.Upstreams.Select(u => (u.Resource, u.Flow, u.Role, u.Position.Line)));
        Assert.Equal(new HandleSpec("mlflow", "experiment", "42", "https://mlflow.example.com/42", null), Assert.Single(spec.Handles));
        Assert.Equal(new UpdateFrequency { Frequency = Frequency.Daily, BusinessDaysOnly = true, GracePeriodDays = 1 }, spec.UpdateFrequency);
        Assert.Equal(["nightly"], spec.Tags);
        Assert.Equal((StaleOn.Age, OverlapPolicy.Queue, TimeSpan.FromMinutes(30), 3), (spec.StaleOn, spec.Overlap, spec.Timeout, spec.RetryPolicy!.MaxRetries));
    }

    [Fact]
    public void Parts_are_inline_or_named()
    {
        var spec = Valid("pipeline: {definition: builtin.csv, config: {path: a.csv}}\nstore: shared_store\n");
        Assert.Equal(InstanceType.DatasetInstance, spec.Type);
        Assert.Equal([("pipeline", "builtin.csv", null), ("store", null, "shared_store")], spec.Parts.Select(p => (p.Key, p.Definition?.ToString(), p.Instance)));
    }

    [Fact]
    public void Flows_have_schedules_of_their_own()
    {
        var spec = Valid("type: ModelInstance\ndefinition: m\nschedules:\n  training: {type: cron, expression: 0 0 * * 0}\n  inference: {type: upstream}\n  monitoring: {type: interval, interval_minutes: 60, start_time: 09:30}\n");
        Assert.Equal([FlowKind.Training, FlowKind.Inference, FlowKind.Monitoring], spec.Schedules.Keys.Order());
        Assert.Equal("09:30", spec.Schedules[FlowKind.Monitoring].GetProperty("start_time").GetString());
    }

    [Fact]
    public void Five_mistakes_are_reported_at_once_each_at_its_place_together_with_those_of_the_config()
    {
        var reading = Read("name: spx/prices\ntyp: DatasetInstance\ndefinition: builtin.csv@new\nschedule:\n  type: cron\n  exprssion: 0 6 * * *\nstale_on: never\n");
        Assert.Equal(
            [
                "spec.yml:1:7: /name: the name 'spx/prices' contains '/'; letters A–Z, digits, '.', '_' and '-' are allowed",
                "spec.yml:2:1: /typ: the key 'typ' is unknown; did you mean 'type'?",
                "spec.yml:3:13: /definition: the definition 'builtin.csv@new' has no version that can be read after '@'; write for example 1.2.0, ^1.2, ~1.2 or latest",
                "spec.yml:5:3: /schedule: the key 'expression' is missing",
                "spec.yml:6:3: /schedule/exprssion: the key 'exprssion' is unknown; did you mean 'expression'?",
                "spec.yml:7:11: /stale_on: expected one of upstream, age, manual; found 'never'",
            ],
            reading.Issues.Select(i => i.ToString()));
        Assert.Null(reading.Spec);

        var beside = Read("definition: builtin.csv\nconfig: {pth: a.csv}\ncolour: red\n");
        Assert.Single(beside.Issues);
        var part = Assert.Single(beside.Parts);
        var config = Assert.Single(BuiltinDefinitions.Find("builtin.csv", DefinitionKind.PipelineDef)).CheckConfig(part.Config, part.Position);
        Assert.Equal(["spec.yml:2:10: /config/pth: the key 'pth' is unknown; did you mean 'path'?", "spec.yml:2:9: /config: the key 'path' is missing"], config.Issues.Select(i => i.ToString()));
    }

    [Theory]
    [InlineData("type: DatasetInstance", "a DatasetInstance needs a 'definition', or a 'pipeline'")]
    [InlineData("type: ModelInstance", "a ModelInstance needs a 'definition'")]
    [InlineData("name: x", "the key 'definition' is missing; only a BacktestInstance has none")]
    [InlineData("{definition: a, pipeline: b}", "'definition' and 'pipeline' exclude each other")]
    [InlineData("{type: ModelInstance, definition: a, store: b}", "the key 'store' does not go with a ModelInstance; only datasets have parts")]
    [InlineData("{definition: a, assets: {prices: b}}", "the key 'assets' belongs to a BacktestInstance")]
    [InlineData("{type: BacktestInstance, assets: {prices: b}, definition: a}", "the key 'definition' does not go with a BacktestInstance, whose procedure is fixed")]
    [InlineData("{definition: a, schedule: {type: manual}, schedules: {}}", "'schedule' and 'schedules' exclude each other")]
    [InlineData("{type: SignalInstance, definition: a, signal_spec: {min: 1, max: -1}}", "min is 1, more than max, which is -1")]
    [InlineData("{definition: a, config: {}, config_json: {}}", "'config_json' says again what 'config' says")]
    [InlineData("{definition: a, update_frequency: {frequency: monthly, day_of_month: 32}}", "expected an integer; or last; found '32'")]
    [InlineData("[a]", "expected the spec of an instance, a mapping; found a list of 1")]
    [InlineData("{definition: a, schedule: {type: cron, expression: '61 4 1 * *'}}", "the cron expression '61 4 1 * *' is wrong at character 1: minute: 61 is not between 0 and 59; allowed are 0 to 59, *, ranges (1-5), steps (*/15) and lists (0,30)")]
    [InlineData("{definition: a, schedules: {training: {type: cron, expression: '0 0 30 2 *'}}}", "'0 0 30 2 *' never fires: no date matches its days and months")]
    public void Keys_that_do_not_go_together_are_refused(string text, string message) => Assert.Equal(message, Assert.Single(Read(text).Issues).Message);

    [Fact]
    public void The_ancestors_form_is_accepted()
    {
        var spec = Valid("""
            {
              "type": "DatasetInstance",
              "name": "old",
              "instance_metadata": {
                "definition_resource_id": "csv_prices",
                "definition_version_id": "1.2.0",
                "config_json": {"symbols": ["AAPL"], "lookback_days": 252},
                "schedule_json": {"type": "cron", "expression": "0 6 * * 1-5", "timezone": "America/New_York"},
                "upstream_refs": [{"resource_id": "0197f7a2-0000-7000-8000-000000000001", "role": "covariance"}]
              }
            }
            """);
        Assert.Equal("csv_prices@1.2.0", Assert.Single(spec.Parts).Definition!.ToString());
        Assert.Equal(("0197f7a2-0000-7000-8000-000000000001", "covariance"), (spec.Upstreams[0].Resource, spec.Upstreams[0].Role));
        Assert.NotNull(spec.Schedule);
    }

    [Fact]
    public void Options_make_the_same_spec_as_a_file()
    {
        var document = new InstanceSpecOptions
        {
            Name = "mom",
            Type = "SignalInstance",
            Definition = "builtin.expression",
            Config = ["expression=ZSCORE(close, 21)"],
            Upstreams = ["input=prices", "volumes"],
            Cron = "0 6 * * *",
            TimeZone = "Europe/Berlin",
            Tags = ["a"],
        }.ToDocument();
        var reading = InstanceSpecReader.Read(document);
        Assert.Empty(reading.Issues);
        Assert.Equal(["input prices", "input volumes"], reading.Spec!.Upstreams.Select(u => $"{u.Role} {u.Resource}"));
        Assert.Equal("Europe/Berlin", reading.Spec.Schedule!.Value.GetProperty("timezone").GetString());

        var wrong = InstanceSpecReader.Read(new InstanceSpecOptions { Name = "a/b", Definition = "x" }.ToDocument());
        Assert.StartsWith("--name: /name: the name 'a/b' contains", Assert.Single(wrong.Issues).ToString(), StringComparison.Ordinal);
    }

    private static InstanceSpecReading Read(string text) => InstanceSpecReader.Read(DocumentReader.Read(text, "spec.yml"));

    private static InstanceSpec Valid(string text)
    {
        var reading = Read(text);
        Assert.Empty(reading.Issues);
        return reading.Spec!;
    }
}
