using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using OptAIC.Engine.Backpacks;

namespace OptAIC.Engine.Tests.Backpacks;

public sealed class ArchiveDataTests : IDisposable
{
    private readonly BackpackWorkspace _pack = new();

    public ArchiveDataTests() => _pack.Write("workflow/go.sh", "true");

    public void Dispose() => _pack.Dispose();

    [Theory]
    [InlineData("zip")]
    [InlineData("tar.gz")]
    public void An_archive_is_unpacked_into_its_target_and_put_right_when_it_was_changed(string format)
    {
        Write(format, ("a.txt", "A", null), ("deep/b.txt", "B", null));

        Assert.Equal("whole", Fetch().Status);
        Assert.Equal(("A", "B"), (Read("a.txt"), Read("deep/b.txt")));
        var written = File.GetLastWriteTimeUtc(_pack.Sandbox("in/a.txt"));
        Fetch();
        Assert.Equal(written, File.GetLastWriteTimeUtc(_pack.Sandbox("in/a.txt")));

        File.WriteAllText(_pack.Sandbox("in/deep/b.txt"), "changed");
        File.WriteAllText(_pack.Sandbox("in/more.txt"), "more");
        Assert.Equal("changed", Assert.Single(_pack.Test.With(w => w.Data.Verify("pack"))).Status);
        Assert.Equal("whole", Fetch().Status);
        Assert.Equal("B", Read("deep/b.txt"));
        Assert.False(File.Exists(_pack.Sandbox("in/more.txt")));
    }

    [Theory]
    [InlineData("zip", "../out.txt", null, "leads out of the archive's folder")]
    [InlineData("tar.gz", "../out.txt", null, "leads out of the archive's folder")]
    [InlineData("zip", "/out.txt", null, "its name is absolute")]
    [InlineData("tar.gz", "/out.txt", null, "its name is absolute")]
    [InlineData("tar.gz", "loop", "loop", "link")]
    [InlineData("tar.gz", "up", "..", "link")]
    [InlineData("zip", "A.txt", null, "differs only in case from 'a.txt'")]
    [InlineData("tar.gz", "A.txt", null, "differs only in case from 'a.txt'")]
    public void What_must_not_be_unpacked_is_refused_and_nothing_is_left(string format, string name, string? link, string message)
    {
        Write(format, ("a.txt", "A", null), (name, "x", link));

        var failed = Assert.Throws<DataFailedException>(() => Fetch());

        Assert.Contains(message, failed.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_pack.Sandbox("")));
        Assert.False(File.Exists(_pack.Sandbox("../out.txt")));
    }

    [Fact]
    public void A_hard_link_saves_the_copy_and_a_file_that_is_no_archive_is_said_to_be_none()
    {
        _pack.Write("data/plain", "plain text");
        _pack.Write("data/data.yml", "items: [{ target: x, source: data/plain, link: hard }]");
        _pack.Prepare();
        var item = Fetch();
        Assert.Equal("plain text", File.ReadAllText(_pack.Sandbox("x")));
        Assert.True(File.GetAttributes(_pack.Sandbox("x")).HasFlag(FileAttributes.ReadOnly));
        Assert.Equal("whole", Assert.Single(_pack.Test.With(w => w.Data.Verify("pack"))).Status);

        // Who writes through the link writes into the cache: it is noticed, and both are put right.
        File.SetAttributes(_pack.Sandbox("x"), FileAttributes.Normal);
        File.WriteAllText(_pack.Sandbox("x"), "PLAIN TEXT");
        Assert.Equal("changed", Assert.Single(_pack.Test.With(w => w.Data.Verify("pack"))).Status);
        Assert.Equal(("whole", item.Sha256), (Fetch().Status, Fetch().Sha256));
        Assert.Equal("plain text", File.ReadAllText(_pack.Sandbox("x")));

        _pack.Write("data/data.yml", "items: [{ target: x, source: data/plain, unpack: zip }]");
        _pack.Prepare();
        Assert.Throws<DataFailedException>(() => Fetch());
    }

    private string Read(string file) => File.ReadAllText(_pack.Sandbox("in/" + file));

    private OptDataItem Fetch() => Assert.Single(_pack.Test.With(w => w.Data.FetchAsync("pack").GetAwaiter().GetResult()));

    private void Write(string format, params (string Name, string Text, string? Link)[] entries)
    {
        var archive = _pack.Write("data/archive", "");
        using (var file = File.Create(archive))
        {
            if (format == "zip")
            {
                using var zip = new ZipArchive(file, ZipArchiveMode.Create);
                foreach (var (name, text, _) in entries)
                {
                    using var content = zip.CreateEntry(name).Open();
                    content.Write(Encoding.UTF8.GetBytes(text));
                }
            }
            else
            {
                using var gzip = new GZipStream(file, CompressionLevel.Fastest);
                using var tar = new TarWriter(gzip);
                foreach (var (name, text, link) in entries)
                {
                    tar.WriteEntry(link is null
                        ? new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) }
                        : new PaxTarEntry(TarEntryType.SymbolicLink, name) { LinkName = link });
                }
            }
        }

        _pack.Write("data/data.yml", $"items: [{{ target: in, source: data/archive, unpack: {format} }}]");
        _pack.Prepare();
    }
}
