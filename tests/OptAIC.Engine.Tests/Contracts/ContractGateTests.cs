using OptAIC.Contracts;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Contracts;

public sealed class ContractGateTests : IDisposable
{
    private readonly TestWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void A_signal_with_leading_missing_values_passes_a_spec_without_NaN_and_one_with_a_gap_does_not()
    {
        _workspace.CreatePrices();
        _workspace.Create("{name: late, type: SignalInstance, definition: builtin.expression, config: {expression: 'DELTA(close, 2)', output: v}, upstream_refs: [{resource: prices}], signal_spec: {allow_nan: false}}");
        _workspace.Create("{name: gap, type: SignalInstance, definition: builtin.expression, config: {expression: '1 / (close - 102) * 0 + 1', output: v}, upstream_refs: [{resource: prices}], signal_spec: {min: 0, max: 2}}");

        var outcomes = _workspace.Outcomes(_workspace.Refresh("+late", "+gap"));

        Assert.Equal((StepOutcome.Completed, StepOutcome.Failed), (outcomes["late"], outcomes["gap"]));
        Assert.Equal("contract", Run("gap").ErrorType);
        Assert.Equal([ContractOutcome.Passed], Run("late").Contracts.Select(c => c.Outcome));
    }

    [Fact]
    public void Contracts_over_inputs_stop_a_run_before_its_program()
    {
        _workspace.CreatePrices();
        _workspace.Create("{name: twice, definition: builtin.expression, config: {expression: 'close * 2', output: v}, upstream_refs: [{resource: prices}], guardrail_contracts: [{kind: dataset.coverage, config: {min_dates: 6, of: inputs}}]}");

        _workspace.Refresh("+twice");

        var run = Run("twice");
        Assert.Equal("twice does not run: dataset.coverage (twice): prices: 5 dates; at least 6 are expected", run.Error);
        Assert.Equal(ContractGate.BeforeRun, Assert.Single(run.Contracts).Gate);
    }

    [Fact]
    public void An_upstreams_promise_of_freshness_is_checked_again_when_its_data_are_read()
    {
        _workspace.Create("{name: prices, definition: builtin.csv, config: {path: prices.csv}, guardrail_contracts: [{kind: dataset.freshness, config: {max_age_days: 10}, enforcement: warn}]}");
        _workspace.CreateSignal("twice", "prices");

        _workspace.Refresh("+twice");

        var report = Assert.Single(Run("twice").Contracts);
        Assert.Equal((ContractGate.BeforeRun, ContractOutcome.Warned, "prices"), (report.Gate, report.Outcome, report.Source));
        Assert.Equal(ContractOutcome.Warned, Assert.Single(Run("prices").Contracts).Outcome);
    }

    [Fact]
    public void The_whole_version_is_judged_not_only_the_load()
    {
        _workspace.Create("{name: prices, definition: builtin.csv, config: {path: prices.csv}, guardrail_contracts: [{kind: dataset.coverage, config: {min_rows: 10}}, {assert: 'close > published.close'}]}");
        _workspace.Refresh("prices");
        File.WriteAllText(_workspace.PricesFile, "date,symbol,close\n2024-01-06,A,105\n");

        var result = _workspace.Refresh("prices");

        Assert.Equal([StepOutcome.Failed], result.Steps.Select(s => s.Outcome));
        Assert.Equal([ContractOutcome.Passed, ContractOutcome.Blocked], Run("prices").Contracts.Select(c => c.Outcome));
        Assert.Equal(Errors.ExitCode.Refused, result.ExitCode);
        Assert.Equal(10, _workspace.With(w => w.Data.Read("prices").Rows.Count()));
    }

    [Fact]
    public void Rows_of_days_that_have_not_come_yet_break_the_point_in_time_policy()
    {
        File.AppendAllText(_workspace.PricesFile, "2999-01-01,A,1\n");
        _workspace.Create("{name: prices, definition: builtin.csv, config: {path: prices.csv}, guardrail_contracts: [{kind: pit.policy, config: {allow_assumed: false}}]}");

        _workspace.Refresh("prices");

        var report = Assert.Single(Run("prices").Contracts);
        Assert.Equal(["known_before_observed", "assumed_knowledge"], report.Issues.Select(i => i.Code));
        Assert.Equal(["2999-01-01 A"], report.Issues[0].Sample);
    }

    [Fact]
    public void Weights_are_judged_when_they_are_written_and_against_those_published_before()
    {
        const int Days = 260;
        _workspace.WritePrices(Days);
        _workspace.CreatePrices();
        _workspace.Create("{name: half, definition: builtin.equal_weight, config: {}, upstream_refs: [{resource: prices}], guardrail_contracts: [{kind: portfolio.weights, config: {long_only: true, max: 0.5}}, {kind: portfolio.concentration, config: {max_weight: 0.4}, enforcement: warn}, {kind: portfolio.turnover, config: {max: 0.1}}]}");

        _workspace.Refresh("+half");

        // What was published before is what a turnover is measured against, and the first time there is nothing.
        Assert.Equal([ContractOutcome.Passed, ContractOutcome.Warned, ContractOutcome.NotChecked], Run("half").Contracts.Select(c => c.Outcome));
        var version = _workspace.Flow("half").DataVersion;

        // A third name takes a sixth of either.
        File.AppendAllLines(_workspace.PricesFile, Enumerable.Range(0, Days).Select(day => $"{new DateOnly(2024, 1, 1).AddDays(day):yyyy-MM-dd},C,{10 + (day % 7)}"));
        _workspace.Refresh("+half");

        var run = Run("half");
        Assert.Equal([ContractOutcome.Passed, ContractOutcome.Passed, ContractOutcome.Blocked], run.Contracts.Select(c => c.Outcome));
        Assert.Equal("on 1 date the turnover is over 0.1", run.Contracts[2].Issues[0].Message);
        Assert.Equal(version, _workspace.Flow("half").DataVersion);
    }

    [Fact]
    public void A_config_that_goes_beyond_a_contract_is_refused_at_creation()
    {
        _workspace.CreatePrices();

        var refused = Assert.Throws<ContractViolationException>(() =>
            _workspace.Create("{name: mv, definition: builtin.min_variance, config: {max_weight: 0.5}, upstream_refs: [{resource: prices}], guardrail_contracts: [{kind: portfolio.weights, config: {max: 0.1}}]}"));

        Assert.Equal("mv is not created: portfolio.weights (mv): the config allows weights up to 0.5; the contract allows 0.1", refused.Message);
        Assert.Null(_workspace.With(w => w.Instances.List().FirstOrDefault(i => i.Name == "mv")));
    }

    [Fact]
    public void A_config_that_goes_beyond_a_contract_that_only_warns_is_said_once_also_when_nothing_is_written()
    {
        _workspace.CreatePrices();
        const string Spec = "definition: builtin.min_variance, upstream_refs: [{resource: prices}], guardrail_contracts: [{kind: portfolio.weights, config: {max: 0.1}, enforcement: warn}]";

        foreach (var whatIf in (bool[])[true, false])
        {
            var created = Warnings(w => w.Instances.Create(new InstanceRequest { SpecText = $"{{name: mv, config: {{max_weight: 0.5}}, {Spec}}}" }, whatIf));
            Assert.Equal(["mv: portfolio.weights (mv): the config allows weights up to 0.5; the contract allows 0.1"], created);
        }

        foreach (var whatIf in (bool[])[true, false])
        {
            var changed = Warnings(w =>
            {
                w.Instances.Set("mv", new InstanceRequest { Config = ["max_weight=0.25"] }, whatIf: true);
                w.Instances.Set("mv", new InstanceRequest { Config = ["max_weight=0.25"] }, whatIf);
            });
            Assert.Equal(["mv: portfolio.weights (mv): the config allows weights up to 0.25; the contract allows 0.1"], changed);
        }

        Assert.Empty(Warnings(w => w.Instances.Set("mv", new InstanceRequest { Config = ["max_weight=0.25"] })));
        Assert.Empty(Warnings(w => w.Instances.Set("mv", new InstanceRequest { Config = ["max_weight=0.1"] })));
    }

    [Fact]
    public void A_stack_says_what_contracts_that_only_warn_have_found_in_its_plan_and_when_it_is_applied()
    {
        _workspace.CreatePrices();
        var stack = Path.Combine(Path.GetDirectoryName(_workspace.PricesFile)!, "stack.yml");
        File.WriteAllText(stack, "name: s\ninstances:\n  - { name: mv, definition: builtin.min_variance, config: { max_weight: 0.5 }, upstream_refs: [ { resource: prices } ], guardrail_contracts: [ { kind: portfolio.weights, config: { max: 0.1 }, enforcement: warn } ] }\n");
        string[] said = ["mv: portfolio.weights (mv): the config allows weights up to 0.5; the contract allows 0.1"];

        Assert.Equal(said, Warnings(w => w.Stacks.Plan(stack)));
        Assert.Equal(said, Warnings(w => w.Stacks.Apply(stack)));
        Assert.Empty(Warnings(w => w.Stacks.Apply(stack)));
    }

    [Fact]
    public void Contracts_of_a_definition_bind_every_dataset_that_uses_it_and_changing_contracts_makes_nothing_stale()
    {
        _workspace.CreatePrices();
        _workspace.Refresh("prices");

        _workspace.With(w => w.Instances.Set("prices", new InstanceRequest { SpecText = $"{{definition: builtin.csv, config: {{path: '{_workspace.PricesFile}'}}, guardrail_contracts: [{{assert: close < 0}}]}}" }));

        Assert.Equal(Freshness.FlowStatus.Ready, _workspace.Flow("prices").Status);
        Assert.Equal(ContractOutcome.Blocked, Assert.Single(Test("prices")).Outcome);
    }

    [Fact]
    public void Only_a_ready_instance_becomes_official_and_the_way_back_is_recorded()
    {
        _workspace.CreatePrices();
        _workspace.Refresh("prices");
        Publish("prices", InstanceStage.Staging);
        _workspace.WritePrices(days: 6);

        var refused = Assert.Throws<PromotionRefusedException>(() => Publish("prices", InstanceStage.Official));
        Assert.Equal(["not_ready"], refused.Issues.Select(i => i.Code));
        _workspace.Refresh("prices");
        Publish("prices", InstanceStage.Official);
        Publish("prices", InstanceStage.Draft);

        Assert.Equal(InstanceStage.Draft, _workspace.With(w => w.Instances.Get("prices")).Stage);
        var document = Documents.DocumentFile.Read(Path.Combine(_workspace.DirectoryOf("prices"), "instance.json"), Documents.DocumentJson.Default.InstanceDocument);
        Assert.Equal(["Staging", "Official", "Draft"], document.Promotions.Select(p => p.To.Stage.ToString()));
        Assert.All(document.Promotions, p => Assert.Equal("tester", p.By));
    }

    [Fact]
    public void A_signal_that_a_backtest_reads_does_not_become_a_dataset_again()
    {
        _workspace.CreatePrices();
        _workspace.Create("{name: s, type: SignalInstance, definition: builtin.expression, config: {expression: 'close * 2', output: v}, upstream_refs: [{resource: prices}], signal_spec: {allow_nan: true}}");
        _workspace.Create("{name: bt, type: BacktestInstance, assets: {prices: prices}, signals: {primary: s}}");
        _workspace.Refresh("+s");

        var refused = Assert.Throws<PromotionRefusedException>(() => Publish("s", null, InstanceType.DatasetInstance));

        Assert.Contains("bt reads it as a signal", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_registry_is_rebuilt_with_the_stages()
    {
        _workspace.CreatePrices();
        _workspace.Refresh("prices");
        Publish("prices", InstanceStage.Staging);
        foreach (var file in Directory.GetFiles(_workspace.Root, "registry.db*"))
        {
            File.Delete(file);
        }

        Assert.Equal(InstanceStage.Staging, _workspace.With(w => w.Instances.Get("prices")).Stage);
    }

    private IReadOnlyList<string> Warnings(Action<Workspace> work) => _workspace.With(w =>
    {
        work(w);
        return w.Warnings;
    });

    private OptRun Run(string instance) => _workspace.With(w => w.Runs.Get(instance));

    private IReadOnlyList<OptContractReport> Test(string instance) => _workspace.With(w => w.Data.TestAsync(instance).GetAwaiter().GetResult());

    private void Publish(string instance, InstanceStage? stage, InstanceType? to = null) =>
        _workspace.With(w => w.Instances.PublishAsync(instance, new PublishRequest { Stage = stage, To = to }).GetAwaiter().GetResult());
}
