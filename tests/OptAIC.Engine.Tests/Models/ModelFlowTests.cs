using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Models;

public sealed class ModelFlowTests
{
    [ShellFact]
    public void Each_flow_of_a_model_has_a_status_of_its_own_and_publishes_for_itself()
    {
        using var model = new ModelWorkspace();
        Assert.Equal("not_initialized not_initialized not_initialized", Statuses(model));

        model.Start(FlowKind.Training, force: false);
        Assert.Equal("ready not_initialized not_initialized", Statuses(model));
        model.Start(FlowKind.Inference, force: false);
        model.Start(FlowKind.Monitoring, force: false);

        Assert.Equal("ready ready ready", Statuses(model));
        var path = model.Test.DirectoryOf("m");
        Assert.False(File.Exists(Path.Combine(path, "data", "current")));
        Assert.Equal(1, model.Prediction());
        var report = Assert.Single(Directory.EnumerateFiles(Path.Combine(path, "data", "monitoring"), "seen.csv", SearchOption.AllDirectories));
        Assert.Contains("2024-01-05,A,1", File.ReadAllText(report), StringComparison.Ordinal);
        Assert.Equal("1", File.ReadAllText(Path.Combine(model.Models()[0].Path, "model.txt")));
        Assert.Empty(model.Test.With(w => w.Health.Doctor()));
    }

    [ShellFact]
    public void A_refresh_runs_the_flows_of_a_model_in_their_order()
    {
        using var model = new ModelWorkspace();

        var plan = model.Test.Refresh("m");

        Assert.Equal([FlowKind.Training, FlowKind.Inference, FlowKind.Monitoring], plan.Steps.Select(s => s.Flow));
        Assert.All(plan.Steps, s => Assert.Equal(StepOutcome.Completed, s.Outcome));
    }

    [ShellFact]
    public void New_prices_make_predictions_stale_and_leave_training_and_monitoring_alone()
    {
        using var model = new ModelWorkspace();
        model.Test.Refresh("m");

        model.Test.WritePrices(days: 6);
        model.Test.Refresh("prices");

        Assert.Equal("ready stale ready", Statuses(model));
    }

    [ShellFact]
    public void What_reads_a_model_without_naming_a_flow_reads_its_predictions()
    {
        using var model = new ModelWorkspace();
        model.Test.CreateSignal("alpha", "m", "prediction * 2");

        model.Test.Refresh("+alpha");

        var edge = Assert.Single(model.Test.With(w => w.Lineage.Get("alpha", upDepth: 1)).Edges, e => e.Downstream == "alpha");
        Assert.Equal(("m", FlowKind.Inference), (edge.Upstream, edge.UpstreamFlow));
        Assert.Equal(2, model.Test.With(w => w.Data.Read("alpha").Rows.Single().Values.Span[0]));
    }

    [ShellFact]
    public async Task Two_flows_of_one_instance_run_at_once_each_under_a_guard_of_its_own()
    {
        using var model = new ModelWorkspace();
        model.Start(FlowKind.Training);
        model.Test.With(w => w.Instances.Set("m", new InstanceRequest { Config = [$"gate={model.Gate}"] }));
        var paths = new InstancePaths(model.Test.DirectoryOf("m"));

        var inference = Task.Run(() => model.Start(FlowKind.Inference));
        while (!File.Exists(model.Gate + ".waits"))
            await Task.Delay(20);
        Assert.True(File.Exists(paths.Lock(FlowKind.Inference, onlyFlow: false)));
        Assert.Equal(StepOutcome.Completed, model.Start(FlowKind.Training).Outcome);
        Assert.Equal(FlowStatus.Running, model.Flow(FlowKind.Inference).Status);
        Assert.Equal(StepOutcome.Busy, model.Start(FlowKind.Inference).Outcome);
        Assert.Equal(FlowStatus.Running, model.Flow(FlowKind.Inference).Status);
        File.WriteAllText(model.Gate, "");

        Assert.Equal(StepOutcome.Completed, (await inference).Outcome);
        Assert.Equal(FlowStatus.Ready, model.Flow(FlowKind.Inference).Status);
    }

    [ShellFact]
    public async Task A_start_of_one_flow_does_not_lose_the_request_to_stop_another()
    {
        using var model = new ModelWorkspace();
        model.Start(FlowKind.Training);
        model.Test.With(w => w.Instances.Set("m", new InstanceRequest { Config = [$"gate={model.Gate}"] }));
        var inference = Task.Run(() => model.Start(FlowKind.Inference));
        while (!File.Exists(model.Gate + ".waits"))
            await Task.Delay(20);

        var stop = Task.Run(() => model.Test.With(w => w.Flows.StopAsync(new FlowTarget("m", FlowKind.Inference)).GetAwaiter().GetResult()));
        model.Start(FlowKind.Training);

        Assert.Equal("stopped", (await stop).Outcome);
        Assert.Equal(StepOutcome.Cancelled, (await inference).Outcome);
    }

    [ShellTheory]
    [InlineData("", FlowStatus.Stale)]
    [InlineData("status_aggregation_contract: { aggregation_method: primary, primary: training }", FlowStatus.Ready)]
    [InlineData("status_aggregation_contract: { aggregation_method: any_ready }", FlowStatus.Ready)]
    [InlineData("status_aggregation_contract: { status_priority: [NOT_INITIALIZED, STALE, READY] }", FlowStatus.NotInitialized)]
    public void The_definition_says_how_the_statuses_of_flows_make_that_of_the_instance(string contract, FlowStatus expected)
    {
        using var model = new ModelWorkspace(more: contract);
        model.Start(FlowKind.Training);
        model.Start(FlowKind.Inference);
        model.Promote(model.Train(2).ModelVersion);

        Assert.Equal("ready stale not_initialized", Statuses(model));
        Assert.Equal(expected, model.Test.With(w => w.Instances.Get("m").Status));
    }

    [ShellFact]
    public void A_spec_says_for_each_flow_what_makes_it_stale_and_when()
    {
        using var model = new ModelWorkspace(spec: ", flows: {inference: {stale_on: manual}, monitoring: {update_frequency: {frequency: daily}}}");
        model.Test.Refresh("m");

        model.Test.WritePrices(days: 6);
        model.Test.Refresh("prices");

        Assert.Equal("ready ready stale", Statuses(model));
        Assert.Equal(ReasonCode.DataBehind, model.Flow(FlowKind.Monitoring).Reasons[0].Code);
    }

    [ShellFact]
    public void A_version_of_the_definition_with_other_flows_changes_the_flows_of_the_instance_unless_one_is_read()
    {
        using var model = new ModelWorkspace();
        model.Test.Refresh("m");
        const string only = "kind: MLModuleDef\nname: constant\nversion: 1.1.0\nflow_specs: [{ flow_kind: training, entry: { command: [/bin/sh, train.sh] } }]\n";
        model.Test.Register(only, ("train.sh", "true"));
        model.Test.CreateSignal("alpha", "m", "prediction * 2");

        var refused = Assert.Throws<IncompatibleUpstreamException>(() => model.Test.With(w => w.Instances.Update("m")));
        Assert.Contains("alpha reads the flow inference, which m would not have any more", refused.Message, StringComparison.Ordinal);
        model.Test.With(w => w.Instances.Remove("alpha"));
        model.Test.With(w => w.Instances.Update("m"));

        var flow = Assert.Single(model.Test.With(w => w.Instances.Get("m").Flows));
        Assert.Equal((FlowKind.Training, model.Models()[0].ModelVersion), (flow.Flow, flow.ActiveModel));
        Assert.Empty(model.Test.With(w => w.Health.Doctor()));
    }

    [ShellFact]
    public void What_a_spec_says_of_a_flow_that_the_model_does_not_have_is_refused()
    {
        using var model = new ModelWorkspace();

        var refused = Assert.Throws<OptAIC.Engine.Specs.InvalidSpecException>(
            () => model.Test.Create("{name: n, definition: constant, schedules: {refresh: {type: manual}}, flows: {inference: {promote: auto}}}"));

        Assert.Equal(["unknown_flow", "misplaced_key"], refused.Issues.Select(i => i.Code));
    }

    [ShellFact]
    public void The_registry_is_rebuilt_from_the_directories_with_the_same_flows_and_models()
    {
        using var model = new ModelWorkspace();
        model.Test.Refresh("m");
        model.Train(2);
        var before = Listing(model);

        foreach (var file in Directory.EnumerateFiles(model.Test.Root, "registry.db*"))
            File.Delete(file);

        Assert.Equal(before, Listing(model));
        model.Test.With(w => w.Health.RepairRegistry());
        Assert.Equal(before, Listing(model));
        Assert.Empty(model.Test.With(w => w.Health.Doctor()));
    }

    private static string Listing(ModelWorkspace model) => string.Join(
        '\n',
        model.Test.With(w => w.Flows.List()).Select(f => $"{f} {f.Status} {f.DataVersion} {f.ActiveModel} {f.LastDataDate} {f.LastRun}")
            .Concat(model.Models().Select(m => $"{m} {m.Stage} {m.ActiveSince}")));

    private static string Statuses(ModelWorkspace model) =>
        string.Join(' ', model.Test.With(w => w.Instances.Get("m")).Flows.Select(f => SnakeCase.Of(f.Status)));
}
