using System.Text;
using OptAIC.Engine.Files;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Tests.Processes;
using OptAIC.Errors;

namespace OptAIC.Engine.Tests.Files;

public sealed class DurableFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_000_000)]
    public void What_is_written_is_read(int length)
    {
        var content = new byte[length];
        Random.Shared.NextBytes(content);
        foreach (var durability in Enum.GetValues<Durability>())
        {
            DurableFile.Write(_folder["a.json"], content, durability);
            Assert.Equal(content, DurableFile.ReadShared(_folder["a.json"]));
        }

        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_reader_sees_old_or_new_and_never_half()
    {
        var path = _folder["a.json"];
        byte[] Document(int i) => Enumerable.Repeat((byte)i, 20_000).ToArray();
        DurableFile.Write(path, Document(0), Durability.Knowledge);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                var read = DurableFile.ReadShared(path);
                Assert.Equal(20_000, read.Length);
                Assert.True(read.AsSpan().IndexOfAnyExcept(read[0]) < 0);
            }
        })).ToArray();
        for (var i = 1; i <= 200; i++)
            DurableFile.Write(path, Document(i), Durability.Knowledge);
        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public void A_document_takes_its_place_after_what_has_to_be_done_first()
    {
        DurableFile.Write(_folder["a.json"], "old"u8, Durability.Truth);
        DurableFile.WriteAfter(_folder["a.json"], "new"u8.ToArray(), () => Assert.Equal("old"u8, DurableFile.ReadShared(_folder["a.json"])));
        Assert.Equal("new"u8, DurableFile.ReadShared(_folder["a.json"]));
    }

    [Fact]
    public void What_fails_first_leaves_the_old_document_and_nothing_else()
    {
        DurableFile.Write(_folder["a.json"], "old"u8, Durability.Truth);
        Assert.Throws<TimeoutException>(() => DurableFile.WriteAfter(_folder["a.json"], new byte[3_000_000], () => throw new TimeoutException()));
        Assert.Throws<StorageException>(() => DurableFile.WriteAfter(Path.Combine(_folder["none"], "a.json"), [1], () => { }));
        Assert.Equal("old"u8, DurableFile.ReadShared(_folder["a.json"]));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_reader_keeps_the_document_it_opened()
    {
        var path = _folder["a.json"];
        DurableFile.Write(path, "old"u8, Durability.Knowledge);
        using var opened = DurableFile.TryOpenShared(path);
        DurableFile.Write(path, "newer"u8, Durability.Truth);
        var read = new byte[10];
        Assert.Equal("old", Encoding.UTF8.GetString(read, 0, RandomAccess.Read(opened!, read, 0)));
    }

    [Fact]
    public void A_missing_document_is_null_or_a_typed_error()
    {
        Assert.Null(DurableFile.TryReadShared(_folder["a.json"]));
        Assert.Null(DurableFile.TryReadShared(Path.Combine(_folder["none"], "a.json")));
        var error = Assert.Throws<StorageException>(() => DurableFile.ReadShared(_folder["a.json"]));
        Assert.Equal(("StorageMissing", ExitCode.NotFound), (error.ErrorId, error.ExitCode));
        Assert.Contains(_folder["a.json"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var path = Path.Combine(_folder["none"], "a.json");
        var error = Assert.Throws<StorageException>(() => DurableFile.Write(path, "x"u8, Durability.Truth));
        Assert.Equal((StorageFault.Missing, path), (error.Fault, error.Path));
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_folder_in_the_place_of_a_document_is_an_error_and_leaves_nothing_behind()
    {
        Directory.CreateDirectory(_folder["a.json"]);
        Assert.Throws<StorageException>(() => DurableFile.Write(_folder["a.json"], "x"u8, Durability.Knowledge));
        Assert.Throws<StorageException>(() => DurableFile.ReadShared(_folder["a.json"]));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [UnixFact]
    public void A_link_in_the_place_of_a_truth_is_refused_and_what_it_points_to_is_untouched()
    {
        File.WriteAllText(_folder["elsewhere"], "theirs");
        File.CreateSymbolicLink(_folder["a.json"], _folder["elsewhere"]);
        Assert.Equal(StorageFault.NotAFile, Assert.Throws<StorageException>(() => DurableFile.Write(_folder["a.json"], "x"u8, Durability.Truth)).Fault);
        Assert.Equal(StorageFault.NotAFile, Assert.Throws<StorageException>(() => DurableFile.ReadShared(_folder["a.json"])).Fault);
        Assert.Equal("theirs", File.ReadAllText(_folder["elsewhere"]));
    }

    [UnixFact]
    public void Knowledge_replaces_a_link_itself()
    {
        File.WriteAllText(_folder["elsewhere"], "theirs");
        File.CreateSymbolicLink(_folder["latest"], _folder["elsewhere"]);
        DurableFile.Write(_folder["latest"], "ours"u8, Durability.Knowledge);
        Assert.Equal("theirs", File.ReadAllText(_folder["elsewhere"]));
        Assert.Equal("ours"u8.ToArray(), DurableFile.ReadShared(_folder["latest"]));
    }

    [UnixFact]
    public async Task A_named_pipe_in_the_place_of_a_document_is_refused_at_once()
    {
        var (status, _) = await TestHost.RunAsync(TestHost.Spec("mkfifo", _folder["a.json"]));
        Assert.True(status.IsSuccess);
        Assert.Equal(StorageFault.NotAFile, Assert.Throws<StorageException>(() => DurableFile.ReadShared(_folder["a.json"])).Fault);
    }

    [Fact]
    public void A_name_with_a_nul_is_refused_rather_than_cut() =>
        Assert.Throws<ArgumentException>(() => DurableFile.TryReadShared(_folder["a\0b"]));

    [UnixFact]
    public void Names_with_odd_characters_are_plain_names()
    {
        var path = _folder["ä b\n'\"\\*?é漢.json"];
        DurableFile.Write(path, "x"u8, Durability.Truth);
        Assert.Equal("x"u8.ToArray(), DurableFile.ReadShared(path));
    }

    [Fact]
    public void Temporary_files_are_recognised()
    {
        Assert.True(DurableFile.IsTemporary("instance.json.0123456789abcdef.optaic-tmp"));
        Assert.False(DurableFile.IsTemporary("instance.json"));
    }

    [TinyDiskFact]
    public async Task A_full_disk_leaves_the_old_document_and_no_temporary_file_and_the_log_goes_on_afterwards()
    {
        var disk = Directory.CreateDirectory(_folder["disk"]).FullName;
        var (status, output) = await TestHost.RunAsync(TestHost.Spec("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=256k none \"$1\" && exec \"$0\" fill \"$1\"", TestHost.Program, disk) with
        {
            Error = ChildOutput.ToFile(_folder["error"]),
        });
        Assert.True(status.IsSuccess, await File.ReadAllTextAsync(_folder["error"]));
        Assert.Equal(["StorageFull 1", "old", "StorageFull 1", "activity.jsonl", "first torn last"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [TinyDiskFact]
    public async Task A_read_only_file_system_is_named_as_such()
    {
        var disk = Directory.CreateDirectory(_folder["disk"]).FullName;
        var (_, output) = await TestHost.RunAsync(TestHost.Spec("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o ro none \"$1\" && exec \"$0\" refuse \"$1\"", TestHost.Program, disk));
        Assert.Equal(["StorageReadOnly 1", "StorageReadOnly 1", "StorageReadOnly 1"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
