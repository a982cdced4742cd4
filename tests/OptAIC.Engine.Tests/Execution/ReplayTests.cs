using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Execution;

public sealed class ReplayTests : IDisposable
{
    private readonly CommandWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_run_is_repeated_with_the_versions_that_it_read_though_they_are_current_no_more()
    {
        _test.Test.CreatePrices();
        _test.Test.CreateSignal("double", "prices");
        _test.Test.Refresh("+double");
        var first = _test.Test.With(w => w.Runs.Get("double"));
        _test.Test.WritePrices(days: 7);
        _test.Test.Refresh("+double");
        _test.Test.With(w => w.Instances.Set("double", new InstanceRequest { Config = ["expression=close * 3"] }));
        _test.Test.Refresh("+double");
        var before = _test.Test.Flow("double");

        var replay = Replay(first.Id);

        Assert.Equal((RunStatus.Completed, true, first.Id, TriggerKind.Replay), (replay.Status, replay.IsReproduced, replay.ReplayOf, replay.Trigger));
        Assert.Equal(first.DataVersion, replay.DataVersion);
        Assert.StartsWith(first.LogPath, replay.LogPath, StringComparison.Ordinal);
        Assert.Equal((before.DataVersion, before.LastRun, before.Status), (_test.Test.Flow("double").DataVersion, _test.Test.Flow("double").LastRun, _test.Test.Flow("double").Status));
        Assert.Equal(FlowStatus.Ready, before.Status);
        Assert.False(Directory.Exists(Path.Combine(replay.LogPath, "data")));
    }

    [Fact]
    public void A_dataset_is_repeated_from_where_it_began_and_refused_when_its_source_has_changed()
    {
        _test.Test.CreatePrices();
        _test.Test.Refresh("prices");
        _test.Test.WritePrices(days: 8);
        _test.Test.Refresh("prices");
        var second = _test.Test.With(w => w.Runs.Get("prices"));

        Assert.True(Replay(second.Id).IsReproduced);
        _test.Test.WritePrices(days: 9);

        Assert.Contains("prices.csv", Assert.Throws<ReplayRefusedException>(() => Replay(second.Id)).Message, StringComparison.Ordinal);
    }

    [ShellFact]
    public void A_program_that_makes_something_else_each_time_is_found_out_and_what_it_made_is_kept()
    {
        _test.Create("date +%s%N > \"$OPTAIC_OUTPUT/result\"; [ ! -e mark ]; touch mark");
        var first = _test.Run();
        var published = _test.Published("result");

        var replay = Replay(first.Id);

        Assert.Equal((RunStatus.Completed, false), (replay.Status, replay.IsReproduced));
        Assert.Equal(published, _test.Published("result"));
        Assert.NotEqual(published, File.ReadAllText(Path.Combine(replay.LogPath, "data", replay.DataVersion!, "result")));
    }

    [ShellFact]
    public void A_run_that_failed_is_not_repeated()
    {
        _test.Create("exit 3");

        Assert.Throws<ReplayRefusedException>(() => Replay(_test.Run().Id));
    }

    private OptRun Replay(Guid run)
    {
        using (var context = WorkspaceContext.Open(_test.Test.Options))
        {
            using var active = new ActiveRuns();
            var result = new ReplayExecution(context, active, _ => { }).RunAsync(run, CancellationToken.None).GetAwaiter().GetResult();
            run = result.Steps[0].Run!.Value;
        }

        return _test.Test.With(w => w.Runs.Get(run.ToString()));
    }
}
