using OptAIC.Engine.Tests.Flows;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Backpacks;

public sealed class LocalDataTests : IDisposable
{
    private readonly BackpackWorkspace _pack = new();

    public LocalDataTests() => _pack.Write("workflow/go.sh", "cat in/x > \"$OPTAIC_OUTPUT/out\"; [ -z \"$SPOIL\" ] && [ -e spoil ] && echo spoilt > in/x; true");

    public void Dispose() => _pack.Dispose();

    [ShellFact]
    public void An_item_is_put_into_its_place_with_its_hash_and_source_in_the_record()
    {
        var file = _pack.Write("data/x", "content");
        _pack.Write("data/data.yml", $"items: [{{ name: things, target: in/x, source: data/x, size: 7, sha256: {BackpackWorkspace.Sha256(file).ToUpperInvariant()} }}]");

        var run = _pack.Run();

        Assert.Equal("content", File.ReadAllText(run.Artifacts[0].Path));
        var item = Assert.Single(run.Data);
        Assert.Equal(("things", "in/x", BackpackWorkspace.Sha256(file), 7, "data/x"), (item.Name, item.Target, item.Sha256, item.Size, item.Source));
        Assert.True(File.GetAttributes(Path.Combine(_pack.Test.Root, "cache", "data", item.Sha256!, "content")).HasFlag(FileAttributes.ReadOnly));
    }

    [ShellTheory]
    [InlineData("size: 8", "data/x has 7 bytes, and 8 are declared")]
    [InlineData("sha256: 0000000000000000000000000000000000000000000000000000000000000000", "has the SHA-256 ed7002b439e9")]
    public void What_is_not_as_declared_is_refused_and_nothing_is_put_or_kept(string declared, string message)
    {
        _pack.Write("data/x", "content");
        _pack.Write("data/data.yml", $"items: [{{ target: in/x, source: data/x, {declared} }}]");

        var run = _pack.Run();

        Assert.Equal((RunStatus.Failed, "data_failed"), (run.Status, run.ErrorType));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_pack.Sandbox("in/x")));
        Assert.Empty(Directory.EnumerateFiles(Directory.CreateDirectory(Path.Combine(_pack.Test.Root, "cache")).FullName, "content", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_pack.Test.Root, "staging")));
        Assert.ThrowsAny<OptAIC.Errors.OptException>(() => _pack.Create("second"));
        Assert.DoesNotContain(_pack.Test.With(w => w.Instances.List()), i => i.Name == "second");
    }

    [ShellFact]
    public void Sources_are_tried_in_their_order_and_a_file_outside_is_had_anew_when_it_changes()
    {
        var outside = _pack.Beside("outside");
        File.WriteAllText(outside, "first");
        _pack.Write("data/data.yml", $"items: [{{ target: in/x, sources: ['{_pack.Beside("nowhere")}', '{outside}'] }}]");
        Assert.Equal("first", File.ReadAllText(_pack.Run().Artifacts[0].Path));

        File.WriteAllText(outside, "second!");
        var run = _pack.Run();
        Assert.Equal(("second!", outside), (File.ReadAllText(run.Artifacts[0].Path), run.Data[0].Source));

        File.Delete(outside);
        var refused = _pack.Run();
        Assert.Equal("data_failed", refused.ErrorType);
        Assert.Contains(outside, refused.Error, StringComparison.Ordinal);
    }

    [ShellFact]
    public void A_file_that_a_run_changed_is_put_back_and_a_cache_that_somebody_changed_is_healed()
    {
        var file = _pack.Write("data/x", "content");
        _pack.Write("data/data.yml", $"items: [{{ target: in/x, source: data/x, sha256: {BackpackWorkspace.Sha256(file)} }}]");
        _pack.Run();
        File.WriteAllText(_pack.Sandbox("spoil"), "");
        _pack.Run();
        Assert.Equal("spoilt\n", File.ReadAllText(_pack.Sandbox("in/x")));
        var cached = Path.Combine(_pack.Test.Root, "cache", "data", BackpackWorkspace.Sha256(file), "content");
        File.SetAttributes(cached, FileAttributes.Normal);
        File.WriteAllText(cached, "CONTENT");

        Assert.Equal("content", File.ReadAllText(_pack.Run().Artifacts[0].Path));
        Assert.Equal("content", File.ReadAllText(cached));
    }

    [ShellFact]
    public void A_link_in_the_way_is_not_followed_out_of_the_sandbox()
    {
        _pack.Write("data/x", "content");
        _pack.Write("data/data.yml", "items: [{ target: in/x, source: data/x }]");
        var elsewhere = Directory.CreateDirectory(_pack.Beside("elsewhere")).FullName;
        _pack.Prepare();
        Directory.CreateDirectory(_pack.Sandbox(""));
        Directory.CreateSymbolicLink(_pack.Sandbox("in"), elsewhere);

        var run = _pack.Run();

        Assert.Contains("is a link, and links are not followed", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
    }
}
