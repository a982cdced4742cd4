using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using OptAIC.Engine.Archives;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Runs;

public sealed class RunArchiveTests : IDisposable
{
    private readonly TestWorkspace _test = new();
    private readonly string _archive;

    public RunArchiveTests()
    {
        _archive = Path.Combine(_test.Root, "runs.zip");
        _test.CreatePrices();
        _test.CreateSignal("double", "prices");
        _test.Create("{name: bt, type: BacktestInstance, assets: {prices: prices, universe: all}, signals: {primary: double}}");
        _test.Refresh("+bt");
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void An_archive_has_record_logs_and_what_was_published_each_with_its_hash()
    {
        var run = _test.With(w => w.Runs.Get("bt"));
        Assert.NotEmpty(run.Artifacts);

        var file = Export("bt", "prices");

        Assert.Equal((RunExportFormat.Archive, 2, new FileInfo(_archive).Length), (file.Format, file.Runs, file.Size));
        using var zip = ZipFile.OpenRead(_archive);
        var manifest = JsonDocument.Parse(Read(zip, "manifest.json")).RootElement;
        Assert.Equal(["bt", "prices"], manifest.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("instance").GetString()));
        var listed = manifest.GetProperty("files").EnumerateArray().ToDictionary(f => f.GetProperty("path").GetString()!, f => f.GetProperty("sha256").GetString());
        Assert.Equal(listed.Keys.Append("manifest.json").Order(), zip.Entries.Select(e => e.FullName).Order());
        Assert.All(listed, f => Assert.Equal(f.Value, Convert.ToHexStringLower(SHA256.HashData(Read(zip, f.Key)))));
        Assert.Equal(run.Artifacts.Select(a => a.Sha256).Order(), listed.Where(f => f.Key.StartsWith($"runs/{run.Id}/data/", StringComparison.Ordinal)).Select(f => f.Value!).Order());
        Assert.Equal(File.ReadAllBytes(Paths("bt").RunRecord(run.Id)), Read(zip, $"runs/{run.Id}/record.json"));
        Assert.Contains($"runs/{run.Id}/logs/stdout", listed.Keys);
    }

    [Fact]
    public void The_same_runs_make_the_same_archive_and_it_unpacks_as_any_other()
    {
        Export("bt");
        var first = File.ReadAllBytes(_archive);
        _test.With(w => w.Runs.Export([w.Runs.Get("bt")], _archive, overwrite: true));

        Assert.Equal(first, File.ReadAllBytes(_archive));
        using var unpacked = ExtractedArchive.Extract(_archive, Path.Combine(_test.Root, "unpacked"), new ArchiveLimits(1000, 1 << 30));
        Assert.True(File.Exists(Path.Combine(unpacked.Folder, "manifest.json")));
    }

    [Fact]
    public void An_artifact_that_has_changed_or_is_gone_is_named_and_nothing_is_left()
    {
        var artifact = _test.With(w => w.Runs.Get("bt")).Artifacts[0].Path;
        File.SetAttributes(artifact, FileAttributes.Normal);
        File.AppendAllText(artifact, "more");
        Assert.Contains($"artifact '{artifact}' is not what the run left", Assert.Throws<RunExportException>(() => Export("bt")).Message, StringComparison.Ordinal);

        File.Delete(artifact);
        Assert.Contains("is gone", Assert.Throws<RunExportException>(() => Export("bt")).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_test.Root, "runs.zip*"));
    }

    [Fact]
    public void A_run_that_has_not_ended_is_refused()
    {
        var prices = _test.With(w => w.Instances.Get("prices"));
        var running = RunFolder.Write(prices, RunFolder.Completed(prices, DateTimeOffset.UtcNow) with { Status = RunStatus.Running, EndedAt = null });
        RunFolder.Index(_test);

        Assert.Contains("has not ended", Assert.Throws<RunExportException>(() => Export(running.Id.ToString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_there_is_replaced_only_when_told_so_and_never_by_half()
    {
        File.WriteAllText(_archive, "mine");
        Assert.Throws<RunExportException>(() => Export("bt"));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => _test.With(w => w.Runs.Export([w.Runs.Get("bt")], _archive, overwrite: true, cancellation: cancelled.Token)));

        Assert.Equal("mine", File.ReadAllText(_archive));
        Assert.Equal([_archive], Directory.EnumerateFiles(_test.Root, "runs.zip*"));
    }

    [Fact]
    public void What_does_not_read_back_as_it_was_written_is_found_out()
    {
        Export("prices");
        using var archive = File.OpenRead(_archive);
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
        var files = zip.Entries.Select(e => new PackedFile(e.FullName, e.Length, Convert.ToHexStringLower(SHA256.HashData(Read(zip, e.FullName))))).ToList();

        ZipPacking.Verify(archive, _archive, files, CancellationToken.None);
        Assert.Throws<ArchiveRefusedException>(() => ZipPacking.Verify(archive, _archive, [files[0] with { Sha256 = new('0', 64) }, .. files[1..]], CancellationToken.None));
        Assert.Throws<ArchiveRefusedException>(() => ZipPacking.Verify(archive, _archive, files[1..], CancellationToken.None));
        Assert.Throws<ArchiveRefusedException>(() => ZipPacking.Verify(archive, _archive, [.. files, files[0] with { Path = "other" }], CancellationToken.None));
    }

    private RunFile Export(params string[] runs) => _test.With(w => w.Runs.Export([.. runs.Select(w.Runs.Get)], _archive));

    private InstancePaths Paths(string instance) => new(_test.DirectoryOf(instance));

    private static byte[] Read(ZipArchive zip, string name)
    {
        using var content = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
