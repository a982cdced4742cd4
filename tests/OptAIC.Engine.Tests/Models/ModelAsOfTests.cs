using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Models;

namespace OptAIC.Engine.Tests.Models;

public sealed class ModelAsOfTests
{
    private static readonly DateOnly Then = new(2024, 1, 3);

    [ShellFact]
    public void A_training_as_of_an_earlier_day_makes_a_candidate_and_moves_nothing()
    {
        using var model = new ModelWorkspace(training: ", promote: auto");
        model.Test.Refresh("m");
        var before = model.Flow(FlowKind.Training);

        model.Level(2);
        var step = Start(model);

        Assert.Equal(StepOutcome.Completed, step.Outcome);
        var run = model.Test.With(w => w.Runs.Get(step.Run.ToString()!));
        Assert.Equal((Then, true, Then), (run.AsOf, run.IsSide, run.LastDataDate));
        Assert.Equal([ModelStage.Candidate, ModelStage.Active], model.Models().Select(m => m.Stage).Order());
        Assert.Equal("1", File.ReadAllText(Path.Combine(model.Models().Single(m => m.Stage == ModelStage.Active).Path, "model.txt")));
        Assert.Equal((before.Status, before.DataVersion, before.LastRun), (model.Flow(FlowKind.Training).Status, model.Flow(FlowKind.Training).DataVersion, model.Flow(FlowKind.Training).LastRun));
        Assert.All([FlowKind.Training, FlowKind.Inference, FlowKind.Monitoring], f => Assert.Equal(FlowStatus.Ready, model.Flow(f).Status));
        Assert.Empty(model.Test.With(w => w.Health.Doctor()));
    }

    [ShellFact]
    public void The_training_of_a_day_is_made_once_until_what_it_is_made_of_changes()
    {
        using var model = new ModelWorkspace();
        model.Test.Refresh("m");

        Assert.Equal(StepOutcome.Completed, Start(model).Outcome);
        Assert.Equal(StepOutcome.Skipped, Start(model).Outcome);
        model.Test.With(w => w.Instances.Set("m", new InstanceRequest { Config = ["gate=''"] }));
        model.Test.With(w => w.Instances.Set("m", new InstanceRequest { Config = [$"gate={model.LevelFile}"] }));

        Assert.Equal(StepOutcome.Completed, Start(model).Outcome);
    }

    private static OptPlanStep Start(ModelWorkspace model) => Assert.Single(model.Test.Run(ModelWorkspace.Request(FlowKind.Training) with { AsOf = Then }).Steps);
}
