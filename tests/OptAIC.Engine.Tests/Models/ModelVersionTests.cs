using OptAIC.Contracts;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Models;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Engine.Tests.Processes;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Models;

namespace OptAIC.Engine.Tests.Models;

public sealed class ModelVersionTests
{
    // Before it a run only says that it begins.
    private const int FirstStep = 10;

    [ShellFact]
    public void The_first_version_becomes_active_and_a_later_one_waits_so_predictions_stay_ready()
    {
        using var model = new ModelWorkspace();
        var first = model.Train(1);
        model.Start(FlowKind.Inference);

        var second = model.Train(2);

        Assert.Equal((ModelStage.Active, ModelStage.Candidate), (first.Stage, second.Stage));
        Assert.Equal(first.ModelVersion, model.Flow(FlowKind.Training).ActiveModel);
        Assert.Equal(FlowStatus.Ready, model.Flow(FlowKind.Inference).Status);
        Assert.Equal(2, second.Metrics["r2"]);
    }

    [ShellFact]
    public void A_promotion_makes_predictions_stale_and_the_next_run_makes_them_with_that_version()
    {
        using var model = new ModelWorkspace();
        var first = model.Train(1);
        model.Start(FlowKind.Inference);
        var second = model.Train(2);

        var promotion = model.Promote(second.ModelVersion[..8]);

        Assert.Equal((first.ModelVersion, second.ModelVersion), (promotion.FromModel, promotion.ToModel));
        var inference = model.Flow(FlowKind.Inference);
        Assert.Equal((FlowStatus.Stale, ReasonCode.UpstreamChanged), (inference.Status, inference.Reasons[0].Code));
        Assert.Equal(StepOutcome.Completed, model.Start(FlowKind.Inference, force: false).Outcome);
        Assert.Equal(2, model.Prediction());
        Assert.Equal("m.training", Assert.Single(model.Test.With(w => w.Runs.Get("m")).InputVersions, i => i.Value == second.ModelVersion).Key);
        Assert.Equal([ModelStage.Active, ModelStage.Retired], model.Models().Select(m => m.Stage));
        Assert.False(model.Promote("latest").Changed);

        model.Promote(first.ModelVersion);
        Assert.Equal([ModelStage.Retired, ModelStage.Active], model.Models().Select(m => m.Stage));
    }

    [ShellFact]
    public void The_same_files_are_the_same_version_whoever_trains_them_again()
    {
        using var model = new ModelWorkspace();
        var first = model.Train(1);

        Assert.Equal(first.ModelVersion, model.Train(1).ModelVersion);
        Assert.Equal(first.Run, Assert.Single(model.Models()).Run);
    }

    [ShellFact]
    public void Without_an_active_version_predictions_are_refused_and_it_is_said_why()
    {
        using var model = new ModelWorkspace(training: ", promote: manual");
        model.Train(1);

        var refused = Assert.Throws<UpstreamNotReadyException>(() => model.Start(FlowKind.Inference, force: false));

        Assert.Equal(FlowKind.Training, Assert.Single(refused.Blockers).Flow);
        var blocked = model.Test.With(w => w.Flows.Plan(new FlowRunRequest { Selectors = ["m"] })).Single(s => s.Flow == FlowKind.Inference);
        Assert.Contains("one has to be promoted", blocked.Reasons[0].Detail, StringComparison.Ordinal);
        Assert.Equal(ReasonCode.NoActiveModel, blocked.Reasons[0].Cause!.Code);
        model.Promote("latest");
        Assert.Equal(StepOutcome.Completed, model.Start(FlowKind.Inference, force: false).Outcome);
    }

    [ShellTheory]
    [InlineData(", promote: auto", "", 2)]
    [InlineData(", promote: manual", ", flows: {training: {promote: auto}}", 2)]
    [InlineData(", promote: auto", ", flows: {training: {promote: first}}", 1)]
    public void What_the_instance_says_of_promotion_comes_before_what_the_definition_says(string training, string spec, double predicted)
    {
        using var model = new ModelWorkspace(training, spec: spec);
        model.Test.Refresh("m");
        model.Level(2);

        var plan = model.Test.Run(new FlowRunRequest { Targets = [new FlowTarget("m", FlowKind.Training)], Force = true, Downstream = true });

        Assert.Equal(predicted == 2 ? StepOutcome.Completed : StepOutcome.Skipped, plan.Steps.Single(s => s.Flow == FlowKind.Inference).Outcome);
        Assert.Equal(predicted, model.Prediction());
    }

    [ShellFact]
    public void A_training_that_fails_leaves_the_active_version_and_predictions_go_on()
    {
        using var model = new ModelWorkspace();
        model.Test.Refresh("m");
        File.Delete(model.LevelFile);
        model.Test.WritePrices(days: 6);

        var plan = model.Test.Run(new FlowRunRequest { Selectors = ["prices", "m"], Force = true });

        Assert.Equal(
            [StepOutcome.Completed, StepOutcome.Failed, StepOutcome.Completed],
            plan.Steps.Where(s => s.Flow != FlowKind.Monitoring).Select(s => s.Outcome));
        Assert.Equal((FlowStatus.Error, FlowStatus.Ready), (model.Flow(FlowKind.Training).Status, model.Flow(FlowKind.Inference).Status));
        Assert.Equal(ModelStage.Active, Assert.Single(model.Models()).Stage);
    }

    [LinuxFact]
    public async Task A_training_that_is_killed_at_any_write_leaves_the_old_or_the_new_version_active_and_the_registry_knows_which()
    {
        using var model = new ModelWorkspace(training: ", promote: auto");
        model.Train(0);
        var (kept, replaced) = (0, 0);
        for (var step = FirstStep; step < 200; step++)
        {
            var before = model.Flow(FlowKind.Training).ActiveModel;
            model.Level(step);

            var (status, output) = await TestHost.RunAsync(TestHost.Spec(TestHost.Program, ["die", $"{step}", model.Test.Root, "train", "m"]));

            var active = model.Models().Single(m => m.Stage == ModelStage.Active).ModelVersion;
            Assert.Equal(active, model.Flow(FlowKind.Training).ActiveModel);
            Assert.All(model.Test.With(w => w.Health.Doctor()), i => Assert.True(IsOfTheRun(i), $"killed before {output.TrimEnd().Split('\n')[^1]}: {i}"));
            _ = active == before ? kept++ : replaced++;
            if (status.IsSuccess)
            {
                Assert.NotEqual(before, active);
                Assert.True(kept > 5 && replaced > 1, $"kept {kept} times, replaced {replaced} times: {output}");
                return;
            }
        }

        Assert.Fail("it did not get through");
    }

    [ShellFact]
    public void A_training_that_leaves_no_file_makes_no_version()
    {
        using var model = new ModelWorkspace(training: ", timeout: 30s");
        model.Test.Register(
            "kind: MLModuleDef\nname: constant\nversion: 1.1.0\nflow_specs: [{ flow_kind: training, entry: { command: [/bin/sh, train.sh] } }]\n",
            ("train.sh", "true"));
        model.Test.With(w => w.Instances.Update("m"));

        var step = model.Start(FlowKind.Training);

        Assert.Equal((StepOutcome.Failed, "no_model"), (step.Outcome, step.ErrorType));
        Assert.Empty(model.Models());
    }

    [ShellFact]
    public void A_training_below_its_contract_makes_no_version_and_the_active_one_stays()
    {
        using var model = new ModelWorkspace(more: "guardrail_contracts: [{ kind: model.performance, config: { min_r2: 0.5 } }, { kind: ml.validation, config: { max_drift: 0.2 } }]");
        var first = model.Train(1);
        model.Level(0.1);

        var step = model.Start(FlowKind.Training);

        Assert.Equal((StepOutcome.Failed, "contract"), (step.Outcome, step.ErrorType));
        Assert.Equal(first.ModelVersion, Assert.Single(model.Models()).ModelVersion);
        model.Start(FlowKind.Inference);
        Assert.Equal(StepOutcome.Completed, model.Start(FlowKind.Monitoring).Outcome);
    }

    [ShellFact]
    public void A_promotion_is_judged_by_what_the_training_of_that_version_measured()
    {
        using var model = new ModelWorkspace();
        model.Train(1);
        var second = model.Train(0.1);
        model.Test.With(w => w.Instances.Set("m", new InstanceRequest
        {
            SpecText = "{name: m, definition: constant, upstream_refs: [{resource: prices}], guardrail_contracts: [{kind: model.performance, config: {min_r2: 0.5}}]}",
        }));

        var refused = Assert.Throws<ContractViolationException>(() => model.Promote("latest"));

        Assert.Equal(ContractOutcome.Blocked, Assert.Single(refused.Reports).Outcome);
        Assert.NotEqual(second.ModelVersion, model.Flow(FlowKind.Training).ActiveModel);
        var asked = Assert.Single(model.Test.With(w => w.Data.TestAsync("m").GetAwaiter().GetResult()));
        Assert.Equal(ContractOutcome.Passed, asked.Outcome);
    }

    [ShellTheory]
    [InlineData("0000", "there is no version '0000'")]
    [InlineData("a", "there is no version 'a'")]
    public void A_version_that_is_not_there_cannot_be_promoted(string version, string problem)
    {
        using var model = new ModelWorkspace();
        model.Train(1);

        Assert.Contains(problem, Assert.Throws<ModelNotFoundException>(() => model.Promote(version)).Message, StringComparison.Ordinal);
    }

    [ShellFact]
    public void An_instance_that_trains_nothing_has_no_versions()
    {
        using var model = new ModelWorkspace();

        Assert.Throws<NoModelInstanceException>(() => model.Test.With(w => w.Instances.ModelsOf("prices")));
        Assert.Throws<NoModelInstanceException>(() => model.Test.With(w => w.Instances.PublishAsync("prices", new PublishRequest { ModelVersion = "latest" }).GetAwaiter().GetResult()));
    }

    [ShellFact]
    public void The_doctor_names_an_active_version_whose_files_are_gone()
    {
        using var model = new ModelWorkspace();
        var version = model.Train(1);

        Directory.Delete(version.Path, recursive: true);

        Assert.Equal("model_missing", Assert.Single(model.Test.With(w => w.Health.Doctor())).Code);
    }

    // What the next start of the flow puts right.
    private static bool IsOfTheRun(OptIssue issue) =>
        issue.Code is "leftover" or "lost_run" || (issue.Code is "run_missing" or "index_differs" && Path.GetFileName(Path.GetDirectoryName(issue.File)) == "runs");
}
