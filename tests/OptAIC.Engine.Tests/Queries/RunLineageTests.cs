using System.Security.Cryptography;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Tests.Workspaces;

namespace OptAIC.Engine.Tests.Queries;

public sealed class RunLineageTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public RunLineageTests()
    {
        _test.CreatePrices();
        _test.CreateSignal("first", "prices");
        _test.CreateSignal("second", "first", "close + 1");
        _test.Refresh("+second");
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_result_goes_back_over_every_run_to_the_hash_of_the_file()
    {
        var runs = Of("second");

        Assert.Equal([("second", 0), ("first", 1), ("prices", 2)], runs.Select(r => (r.Instance, r.Depth)));
        Assert.All(runs, r => Assert.Equal((_test.Flow(r.Instance).LastRun, _test.Flow(r.Instance).DataVersion), (r.Run, r.DataVersion)));
        Assert.Equal([(runs[1].Run, runs[1].DataVersion!)], runs[0].Inputs.Select(i => (i.Run, i.DataVersion)));
        var file = Assert.Single(runs[2].Sources);
        Assert.Equal(_test.PricesFile, file.Path);
        Assert.EndsWith(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_test.PricesFile))), file.Sha256, StringComparison.Ordinal);
        Assert.All(runs, r => Assert.Null(r.Missing));
    }

    [Fact]
    public void Records_say_what_was_read_and_not_what_is_there_now()
    {
        var before = Of("second");
        _test.WritePrices(days: 7);
        _test.Refresh("prices");

        Assert.Equivalent(before, Of("second"));
        Assert.NotEqual(before[2].DataVersion, Of("prices")[0].DataVersion);
        Assert.NotEqual(before[2].Sources[0].Sha256, Of("prices")[0].Sources[0].Sha256);
    }

    [Fact]
    public void A_run_that_two_others_read_is_listed_once()
    {
        _test.Create("{name: both, definition: builtin.expression, config: {expression: a.close + b.close, output: close, inputs: {a: first, b: second}}}");
        _test.Refresh("both");

        Assert.Equal(["both", "first", "second", "prices"], Of("both").Select(r => r.Instance));
        Assert.Equal(["both", "first", "second"], _test.With(w => w.Runs.Lineage("both", depth: 1)).Select(r => r.Instance));
    }

    [Fact]
    public void Where_a_record_was_removed_that_is_said_and_the_trail_ends()
    {
        var run = _test.Flow("first").LastRun!.Value;
        File.Delete(Path.Combine(_test.DirectoryOf("first"), "metadata", "runs", $"{run:D}.json"));

        var runs = Of("second");

        Assert.Equal(["second", "first"], runs.Select(r => r.Instance));
        Assert.Equal(("the record of this run was removed", run), (runs[1].Missing, runs[1].Run));
        Assert.Equal(runs[0].Inputs[0].DataVersion, runs[1].DataVersion);
    }

    [Fact]
    public void Where_an_instance_was_removed_that_is_said_with_the_name_that_it_had()
    {
        _test.With(w => w.Instances.Remove("prices", force: true));

        var last = Of("second")[^1];

        Assert.Equal(("prices", "the instance was removed, and its records with it"), (last.Instance, last.Missing));
    }

    [Fact]
    public void A_run_that_is_not_there_is_not_found() =>
        Assert.Throws<RunNotFoundException>(() => Of("nosuch"));

    [Fact]
    public void A_load_leads_to_every_later_result_that_was_made_from_it_and_to_none_before()
    {
        var load = _test.Flow("prices").LastRun!.Value.ToString("D");
        var (first, second) = (_test.Flow("first").LastRun, _test.Flow("second").LastRun);
        Assert.Equal([("prices", 0), ("first", 1), ("second", 2)], From(load).Select(r => (r.Instance, r.Depth)));
        _test.WritePrices(days: 7);
        _test.Refresh("+second");

        Assert.Equal([("first", first), ("second", second)], From(load).Skip(1).Select(r => (r.Instance, r.Run)));
        Assert.Equal([("first", _test.Flow("first").LastRun), ("second", _test.Flow("second").LastRun)], From("prices").Skip(1).Select(r => (r.Instance, r.Run)));
        Assert.Equal(["first"], From(load, depth: 1).Skip(1).Select(r => r.Instance));
        Assert.Equal(["second"], From("second").Select(r => r.Instance));
    }

    [Fact]
    public void A_run_that_found_nothing_new_leads_to_what_read_the_version_afterwards()
    {
        _test.Run(new() { Targets = [new("prices")], Force = true });
        _test.Run(new() { Targets = [new("first")], Force = true });

        Assert.Equal([("first", _test.Flow("first").LastRun)], From("prices").Skip(1).Select(r => (r.Instance, r.Run)));
    }

    [Fact]
    public void What_read_it_before_its_upstreams_were_changed_is_found_all_the_same()
    {
        var load = _test.Flow("prices").LastRun!.Value.ToString("D");
        _test.Create("{name: others, definition: builtin.csv, config: {path: prices.csv}}");
        _test.With(w => w.Instances.Set("first", new InstanceRequest { Upstream = ["input=others"] }));

        Assert.Equal(["first", "second"], From(load).Skip(1).Select(r => r.Instance));
    }

    [Fact]
    public void A_version_means_the_run_that_published_it()
    {
        var run = Of("first")[0];

        Assert.Equal(run.Run, Of(run.DataVersion![..12])[0].Run);
        Assert.Equal(["first", "second"], From(run.DataVersion!).Select(r => r.Instance));
        Assert.Throws<RunNotFoundException>(() => From("0123456789abcdef"));
    }

    private IReadOnlyList<OptRunLineage> From(string run, int? depth = null) => _test.With(w => w.Runs.Consequences(run, depth));

    private IReadOnlyList<OptRunLineage> Of(string run) => _test.With(w => w.Runs.Lineage(run));
}
