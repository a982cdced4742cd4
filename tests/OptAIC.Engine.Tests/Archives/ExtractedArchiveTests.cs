using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using OptAIC.Engine.Archives;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Tests.Archives;

public sealed class ExtractedArchiveTests : IDisposable
{
    private const string Definition = "kind: PipelineDef\nname: packed\nversion: 1.0.0\nentry: { command: [./fetch.sh] }\n";
    private static readonly ArchiveLimits Limits = new(MaxFiles: 100, MaxBytes: 1024 * 1024);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_the_systems_own_programs_make_comes_out_as_it_went_in_and_is_gone_afterwards()
    {
        _folder.Write("src/definition.yml", Definition);
        _folder.Write("src/lib/größe.txt", "ä");
        Directory.CreateDirectory(_folder["src/empty"]);
        _folder.Write("src/fetch.sh", "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["src/fetch.sh"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        ZipFile.CreateFromDirectory(_folder["src"], _folder["a.zip"]);
        using (var zipped = new GZipStream(File.Create(_folder["a.tar.gz"]), CompressionLevel.Fastest))
        {
            TarFile.CreateFromDirectory(_folder["src"], zipped, includeBaseDirectory: false);
        }

        foreach (var name in new[] { "a.zip", "a.tar.gz" })
        {
            using (var archive = ExtractedArchive.Extract(_folder[name], _folder["out"], Limits))
            {
                Assert.Equal(Definition, File.ReadAllText(Path.Combine(archive.Folder, "definition.yml")));
                Assert.Equal("ä", File.ReadAllText(Path.Combine(archive.Folder, "lib/größe.txt")));
                Assert.True(Directory.Exists(Path.Combine(archive.Folder, "empty")));
                Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Path.Combine(archive.Folder, "fetch.sh")).HasFlag(UnixFileMode.UserExecute));
            }

            Assert.False(Path.Exists(_folder["out"]));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("./")]
    [InlineData("packed-1.0.0/")]
    public void An_archive_is_registered_like_the_folder_that_it_holds(string top)
    {
        var catalog = Catalog();
        var archive = TarBytes.Files(_folder["packed.tar.gz"], ($"{top}definition.yml", Definition), ($"{top}fetch.sh", "echo hi\n"));
        Assert.Empty(DefinitionFacade.Validate(archive));
        var registered = catalog.Register(archive);
        _folder.Write("src/definition.yml", Definition);
        _folder.Write("src/fetch.sh", "echo hi\n");
        var again = catalog.Register(_folder["src"]);
        Assert.True(again.AlreadyRegistered);
        Assert.Equal(registered.Definition.Hash, again.Definition.Hash);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["ws/staging"]));
    }

    [Fact]
    public void What_is_wrong_with_a_definition_is_said_of_the_file_in_the_archive()
    {
        var archive = TarBytes.Files(_folder["bad.tgz"], ("definition.yml", Definition + "colour: red\n"));
        var issue = Assert.Single(DefinitionFacade.Validate(archive));
        Assert.Equal((Path.Combine(archive, "definition.yml"), 5), (issue.File, issue.Line));
        Assert.Throws<InvalidDefinitionException>(() => Catalog().Register(archive));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["ws/staging"]));

        var empty = TarBytes.Files(_folder["empty.tgz"], ("readme.txt", "nothing"));
        var missing = Assert.Throws<DocumentUnreadableException>(() => DefinitionFacade.Validate(empty));
        Assert.Equal(Path.Combine(empty, "definition.yml"), missing.Path);
    }

    [Fact]
    public void An_archive_that_is_refused_leaves_nothing_in_the_workspace()
    {
        var archive = TarBytes.Files(_folder["evil.tgz"], ("definition.yml", Definition), ("../../../evil.txt", "x"));
        Assert.Throws<ArchiveRefusedException>(() => Catalog().Register(archive));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["ws/staging"]));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "evil.txt", SearchOption.AllDirectories));
        Assert.Empty(Catalog().Versions("packed"));
    }

    [Fact]
    public void The_checksum_is_that_of_zip_files()
    {
        var crc = new Crc32();
        crc.Add(Encoding.ASCII.GetBytes("123456789"));
        Assert.Equal(0xCBF43926u, crc.Value);
    }

    private DefinitionCatalog Catalog()
    {
        Directory.CreateDirectory(_folder["ws/definitions"]);
        Directory.CreateDirectory(_folder["ws/staging"]);
        return new DefinitionCatalog(_folder["ws/definitions"], _folder["ws/staging"], TimeProvider.System);
    }
}
