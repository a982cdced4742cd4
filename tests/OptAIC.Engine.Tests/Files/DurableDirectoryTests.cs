using OptAIC.Engine.Files;

namespace OptAIC.Engine.Tests.Files;

public sealed class DurableDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_staged_tree_appears_whole_and_staging_is_gone(bool truth)
    {
        Stage("a.json", "sub/deep/b.json");
        DurableDirectory.Publish(_folder["staging"], _folder["target"], truth ? Durability.Truth : Durability.Knowledge);
        Assert.Equal("a.json", File.ReadAllText(Path.Combine(_folder["target"], "a.json")));
        Assert.Equal("sub/deep/b.json", File.ReadAllText(Path.Combine(_folder["target"], "sub", "deep", "b.json")));
        Assert.Equal(["target"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void What_is_there_already_is_never_replaced()
    {
        Stage("a.json");
        Directory.CreateDirectory(_folder["target"]);
        File.WriteAllText(Path.Combine(_folder["target"], "theirs"), "");
        var error = Assert.Throws<StorageException>(() => DurableDirectory.Publish(_folder["staging"], _folder["target"], Durability.Truth));
        Assert.Equal((StorageFault.Exists, _folder["target"]), (error.Fault, error.Path));
        Assert.True(File.Exists(Path.Combine(_folder["staging"], "a.json")));
        Assert.Equal(["theirs"], Directory.GetFileSystemEntries(_folder["target"]).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_with_the_name_of_the_target_is_there_already_too()
    {
        Stage("a.json");
        File.WriteAllText(_folder["target"], "theirs");
        Assert.Equal(StorageFault.Exists, Assert.Throws<StorageException>(() => DurableDirectory.Publish(_folder["staging"], _folder["target"], Durability.Knowledge)).Fault);
        Assert.Equal("theirs", File.ReadAllText(_folder["target"]));
    }

    [Fact]
    public void Of_several_publishers_one_wins()
    {
        const int publishers = 8;
        for (var i = 0; i < publishers; i++)
            Stage($"{i}/a.json");
        var won = 0;
        Parallel.For(0, publishers, i =>
        {
            try
            {
                DurableDirectory.Publish(Path.Combine(_folder["staging"], $"{i}"), _folder["target"], Durability.Knowledge);
                Interlocked.Increment(ref won);
            }
            catch (StorageException e) when (e.Fault == StorageFault.Exists)
            {
            }
        });
        Assert.Equal(1, won);
        Assert.Equal(publishers - 1, Directory.GetDirectories(_folder["staging"]).Length);
    }

    [Fact]
    public void A_missing_staging_folder_is_named()
    {
        var error = Assert.Throws<StorageException>(() => DurableDirectory.Publish(_folder["staging"], _folder["target"], Durability.Knowledge));
        Assert.Equal(StorageFault.Missing, error.Fault);
        Assert.Contains(_folder["staging"], error.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public void Links_and_read_only_files_in_the_tree_are_kept_as_they_are()
    {
        Stage("a.json");
        File.SetAttributes(Path.Combine(_folder["staging"], "a.json"), FileAttributes.ReadOnly);
        File.CreateSymbolicLink(Path.Combine(_folder["staging"], "dangling"), "nowhere");
        DurableDirectory.Publish(_folder["staging"], _folder["target"], Durability.Truth);
        Assert.Equal("nowhere", new FileInfo(Path.Combine(_folder["target"], "dangling")).LinkTarget);
        Assert.True(File.GetAttributes(Path.Combine(_folder["target"], "a.json")).HasFlag(FileAttributes.ReadOnly));
    }

    private void Stage(params string[] names)
    {
        foreach (var name in names)
        {
            var path = Path.Combine(_folder["staging"], name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, name);
        }
    }
}
