using OptAIC.Engine.Archives;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Engine.Transfer;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Transfer;

public sealed class InstanceTransferTests : IDisposable
{
    private const string Loads = "kind: PipelineDef\nname: load\nversion: 1.0.0\nentry: { command: [sh, fetch.sh] }\n";

    private readonly TemporaryFolder _folder = new();
    private readonly TestWorkspace _from = new();
    private readonly TestWorkspace _to = new();

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_was_exported_goes_on_in_another_workspace_with_its_data_runs_and_edges()
    {
        _from.CreatePrices();
        _from.CreateSignal("signal", "prices");
        _from.Refresh("+signal");
        var before = _from.With(w => w.Instances.Get("signal"));

        var written = Export("*");
        var read = _to.With(w => w.Transfer.Import(written.Path));

        Assert.Equal(["prices", "signal"], read.Instances);
        var after = _to.With(w => w.Instances.Get("signal"));
        Assert.Equal((before.Id, before.Flows[0].Id, FlowStatus.Ready), (after.Id, after.Flows[0].Id, after.Status));
        Assert.StartsWith(_to.Root, after.Path, StringComparison.Ordinal);
        Assert.Equal(["prices"], after.Upstream);
        Assert.Equal(_from.With(w => w.Data.Read("signal").Rows.Count()), _to.With(w => w.Data.Read("signal").Rows.Count()));
        var run = _to.With(w => w.Runs.Get("signal"));
        Assert.Equal(_from.With(w => w.Runs.Get("signal").Id), run.Id);
        Assert.StartsWith(_to.Root, run.LogPath, StringComparison.Ordinal);
        Assert.Empty(_to.With(w => w.Health.Doctor()));
        _from.WritePrices(days: 7);
        _to.Refresh("+signal");
        Assert.Equal(14, _to.With(w => w.Data.Read("signal").Rows.Count()));
    }

    [Fact]
    public void Definitions_come_along_and_another_content_of_the_same_version_is_refused()
    {
        _from.Register(Loads, ("fetch.sh", "echo one"));
        _from.Create("{name: loads, definition: load@1.0.0}");
        var archive = Export("loads");
        using var third = new TestWorkspace();
        third.Register(Loads, ("fetch.sh", "echo two"));

        _to.With(w => w.Transfer.Import(archive.Path));

        Assert.Equal(["load@1.0.0"], archive.Definitions);
        Assert.Equal("load@1.0.0", _to.With(w => w.Instances.Get("loads").Definition));
        Assert.Empty(_to.With(w => w.Health.Doctor()));
        Assert.Throws<DefinitionVersionExistsException>(() => third.With(w => w.Transfer.Import(archive.Path)));
        Assert.Empty(third.With(w => w.Instances.List()));
    }

    [Fact]
    public void Beside_the_instance_that_was_exported_it_is_another_one()
    {
        _from.CreatePrices();
        _from.With(w => w.Instances.Set("prices", new InstanceRequest { Cron = "0 6 * * *" }));
        _from.Refresh("prices");
        var archive = Export("prices");

        _from.With(w => w.Transfer.Import(archive.Path, "again"));

        var (prices, again) = (_from.With(w => w.Instances.Get("prices")), _from.With(w => w.Instances.Get("again")));
        Assert.NotEqual(prices.Id, again.Id);
        Assert.NotEqual(prices.Flows[0].Id, again.Flows[0].Id);
        Assert.Equal((FlowStatus.Ready, 2), (again.Status, again.Generation));
        Assert.Equal(2, _from.With(w => w.Runs.List()).DistinctBy(r => r.Id).Count());
        Assert.Contains("\"enabled\": false", File.ReadAllText(Path.Combine(again.Path, "instance.json")), StringComparison.Ordinal);
        _from.WritePrices(days: 8);
        _from.Refresh("again");
        Assert.Equal((10, 16), (_from.With(w => w.Data.Read("prices").Rows.Count()), _from.With(w => w.Data.Read("again").Rows.Count())));
        Assert.All(_from.With(w => w.Health.Doctor()), i => Assert.Equal("no_tick", i.Code));
    }

    [Fact]
    public void Upstreams_are_found_by_name_and_all_that_are_missing_are_named_at_once()
    {
        _from.CreatePrices();
        _from.Create("{name: others, definition: builtin.csv, config: {path: prices.csv}}");
        _from.CreateSignal("one", "prices");
        _from.CreateSignal("two", "others");
        var archive = Export("one", "two");

        var missing = Assert.Throws<ImportRefusedException>(() => _to.With(w => w.Transfer.Import(archive.Path)));
        Assert.Equal(ExitCode.NotFound, missing.ExitCode);
        Assert.Equal(["one needs the instance 'prices', which is not here", "two needs the instance 'others', which is not here"], missing.Issues.Select(i => i.Message));
        var there = _to.CreatePrices();
        _to.Create("{name: others, definition: builtin.csv, config: {path: prices.csv}}");

        _to.With(w => w.Transfer.Import(archive.Path));

        Assert.Equal(["prices"], _to.With(w => w.Instances.Get("one").Upstream));
        Assert.Contains(there.Id.ToString("D"), File.ReadAllText(Path.Combine(_to.DirectoryOf("one"), "instance.json")), StringComparison.Ordinal);
        Assert.True(_to.With(w => w.Instances.Set("one", new InstanceRequest { Tags = ["x"] })).Changed);
        _to.Refresh("+one");
        Assert.Equal(FlowStatus.Ready, _to.Flow("one").Status);
    }

    [Fact]
    public void Names_that_are_taken_are_named_at_once_and_nothing_is_imported()
    {
        _from.CreatePrices();
        _from.CreateSignal("one", "prices");
        var archive = Export("*");
        _to.CreatePrices();

        var taken = Assert.Throws<ImportRefusedException>(() => _to.With(w => w.Transfer.Import(archive.Path)));
        Assert.Equal((ExitCode.Usage, "name_taken"), (taken.ExitCode, taken.Issues.Single().Code));
        Assert.Throws<ImportRefusedException>(() => _to.With(w => w.Transfer.Import(archive.Path, "other")));
        Assert.Single(_to.With(w => w.Instances.List()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_to.Root, "staging")));
    }

    [Fact]
    public void Without_data_it_begins_anew_and_without_runs_it_keeps_those_that_made_the_data()
    {
        _from.CreatePrices();
        foreach (var days in (int[])[5, 6])
        {
            _from.WritePrices(days);
            _from.Refresh("prices");
        }

        var slim = Export(new ExportRequest { SkipRuns = true, Overwrite = true }, "prices");
        using var third = new TestWorkspace();
        _to.With(w => w.Transfer.Import(slim.Path));
        Assert.Equal((1, 12, FlowStatus.Ready), (_to.With(w => w.Runs.List()).Count, _to.With(w => w.Data.Read("prices").Rows.Count()), _to.Flow("prices").Status));

        var bare = Export(new ExportRequest { SkipData = true, Overwrite = true }, "prices");
        third.With(w => w.Transfer.Import(bare.Path));
        Assert.Equal((0, FlowStatus.NotInitialized), (third.With(w => w.Runs.List()).Count, third.Flow("prices").Status));
    }

    [Fact]
    public void The_same_content_makes_the_same_archive_and_one_that_is_there_is_not_replaced()
    {
        _from.CreatePrices();
        _from.Refresh("prices");
        var first = File.ReadAllBytes(Export("prices").Path);

        Assert.Throws<InstanceExportException>(() => Export("prices"));
        Assert.Equal(first, File.ReadAllBytes(Export(new ExportRequest { Overwrite = true }, "prices").Path));
        Assert.Throws<InstanceExportException>(() => _from.With(w => w.Transfer.Export(new InstanceFilter(), _folder["a.tar"])));
        Assert.Throws<InstanceNotFoundException>(() => _from.With(w => w.Transfer.Export(new InstanceFilter { Names = ["nothing*"] }, _folder["b.zip"])));
    }

    [Fact]
    public void A_running_instance_is_not_exported()
    {
        _from.CreatePrices();
        using var other = WorkspaceContext.Open(_from.Options);
        using var running = FlowLock.TryAcquire(other, new WorkspaceSnapshot(other).Find("prices")!, FlowKind.Refresh, out _, CancellationToken.None)!;
        running.Declare(Guid.CreateVersion7(), FlowKind.Refresh);

        Assert.Throws<FlowBusyException>(() => Export("prices"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("changed", "it is not what the manifest says")]
    [InlineData("missing", "it is not there")]
    [InlineData("added", "the manifest does not name it")]
    [InlineData("stranger", "it is not the instance that the manifest names")]
    [InlineData("link", "it is a symbolic link")]
    [InlineData("outside", "leads out")]
    [InlineData("case", "differs only in case")]
    [InlineData("truncated", "it is damaged")]
    [InlineData("runs", "it is an archive of runs, not of instances")]
    [InlineData("other", "it has no manifest.json")]
    public void An_archive_that_is_not_what_it_says_is_refused_and_leaves_nothing(string how, string problem)
    {
        _from.CreatePrices();
        var path = Export("prices").Path;
        var archive = new ArchiveOfInstances(path);
        var document = archive.Names.Single(n => n.EndsWith("/instance.json", StringComparison.Ordinal) && n.Count(c => c == '/') == 2);
        var altered = _folder["altered.zip"];
        _ = how switch
        {
            "changed" => archive.With(document, "{}").Save(altered, isSaid: false),
            "missing" => archive.Without(document).Save(altered, isSaid: false),
            "added" => archive.With("instances/more", "x").Save(altered, isSaid: false),
            "stranger" => archive.With("manifest.json", Text(path).Replace("\"name\": \"prices\"", "\"name\": \"others\"", StringComparison.Ordinal)).Save(altered, isSaid: true),
            "link" => archive.Save(altered, isSaid: true, z => z.File("instances/link", "/etc/passwd", mode: 0xA1FF)),
            "outside" => archive.Save(altered, isSaid: true, z => z.File("instances/../../../evil", "x")),
            "case" => archive.Save(altered, isSaid: true, z => z.File(document.ToUpperInvariant(), "x")),
            "truncated" => Truncated(path, altered),
            "runs" => archive.With("manifest.json", Text(path).Replace("\"content\": \"instances\"", "\"content\": \"runs\"", StringComparison.Ordinal)).Save(altered, isSaid: false),
            _ => archive.Without("manifest.json").Save(altered, isSaid: false),
        };

        var refused = Assert.Throws<ArchiveRefusedException>(() => _to.With(w => w.Transfer.Import(altered)));

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.Empty(_to.With(w => w.Instances.List()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_to.Root, "staging")));
        Assert.Empty(_to.With(w => w.Health.Doctor()));
    }

    [Fact]
    public void Imports_of_one_archive_at_once_make_an_instance_each()
    {
        _from.CreatePrices();
        _from.Refresh("prices");
        var archive = Export("prices");

        Parallel.ForEach((string[])["one", "two", "three"], name => _to.With(w => w.Transfer.Import(archive.Path, name)));

        var made = _to.With(w => w.Instances.List());
        Assert.Equal(["one", "three", "two"], made.Select(i => i.Name).Order(StringComparer.Ordinal));
        Assert.Equal(3, made.DistinctBy(i => i.Id).Count());
        Assert.Empty(_to.With(w => w.Health.Doctor()));
    }

    private OptInstanceArchive Export(params string[] names) => Export(new ExportRequest(), names);

    private OptInstanceArchive Export(ExportRequest request, params string[] names) =>
        _from.With(w => w.Transfer.Export(new InstanceFilter { Names = names }, _folder["exported.zip"], request));

    private static string Truncated(string path, string altered)
    {
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(altered, bytes[..^(bytes.Length / 3)]);
        return altered;
    }

    private static string Text(string path)
    {
        using var zip = System.IO.Compression.ZipFile.OpenRead(path);
        using var reader = new StreamReader(zip.GetEntry("manifest.json")!.Open());
        return reader.ReadToEnd();
    }
}
