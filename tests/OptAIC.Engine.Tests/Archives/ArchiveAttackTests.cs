using System.Formats.Tar;
using OptAIC.Engine.Archives;
using OptAIC.Engine.Tests.Files;

namespace OptAIC.Engine.Tests.Archives;

/// <summary>Archives that were made to do harm. Each is refused by name, and leaves nothing anywhere.</summary>
public sealed class ArchiveAttackTests : IDisposable
{
    private static readonly ArchiveLimits Limits = new(MaxFiles: 100, MaxBytes: 1024 * 1024);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Names => new()
    {
        { "../evil.txt", "leads out" },
        { "a/../../evil.txt", "leads out" },
        { "a/..", "leads out" },
        { "./../evil.txt", "leads out" },
        { "/evil.txt", "absolute" },
        { "//server/share/evil.txt", "absolute" },
        { @"C:\evil.txt", "contains" },
        { "C:/evil.txt", "contains ':'" },
        { @"..\evil.txt", @"contains '\'" },
        { "a.txt:stream", "contains ':'" },
        { "a//b.txt", "empty part" },
        { "a/./b.txt", "the part '.'" },
        { "CON", "reserved" },
        { "sub/nul.txt", "reserved" },
        { "dot./x.txt", "ends with '.'" },
        { "blank ", "ends with ' '" },
        { "tab\tname", "control character" },
        { new string('n', 300), "300 characters" },
        { string.Concat(Enumerable.Repeat("deep/", 300)) + "x", "1501 characters" },
        { ".", "the part '.'" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_zip_with_a_name_that_is_not_one_of_a_file_in_its_folder_is_refused(string name, string problem) =>
        Refused(new ZipBytes().File("good.txt", "fine").File(name, "evil").Save(_folder["a.zip"]), name, problem);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_tar_with_a_name_that_is_not_one_of_a_file_in_its_folder_is_refused(string name, string problem) =>
        Refused(Tar(("good.txt", "fine"), (name, "evil")), name, problem);

    [Theory]
    [InlineData("same.txt", "same.txt", "twice")]
    [InlineData("Same.txt", "same.TXT", "only in case from 'Same.txt'")]
    [InlineData("A/x.txt", "a/y.txt", "only in case from 'A'")]
    [InlineData("a", "a/b", "a file and a folder")]
    [InlineData("a/b", "a", "a file and a folder")]
    public void Names_that_mean_the_same_place_are_refused(string first, string second, string problem)
    {
        Refused(new ZipBytes().File(first, "1").File(second, "2").Save(_folder["a.zip"]), second, problem);
        Refused(Tar((first, "1"), (second, "2")), second, problem);
    }

    [Theory]
    [InlineData(0xA1FF, "a symbolic link")]
    [InlineData(0x21B6, "a device")]
    [InlineData(0x11B6, "a device or another special file")]
    public void Links_and_devices_in_a_zip_are_refused(int mode, string problem) =>
        Refused(new ZipBytes().File("bad", "/etc/passwd", mode: mode).Save(_folder["a.zip"]), "bad", problem);

    [Theory]
    [InlineData(TarEntryType.SymbolicLink, "a symbolic link")]
    [InlineData(TarEntryType.HardLink, "a hard link")]
    [InlineData(TarEntryType.CharacterDevice, "a device")]
    [InlineData(TarEntryType.BlockDevice, "a device")]
    [InlineData(TarEntryType.Fifo, "a pipe")]
    public void Links_and_devices_in_a_tar_are_refused(TarEntryType type, string problem)
    {
        var entry = new PaxTarEntry(type, "bad");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
        {
            entry.LinkName = "/etc/passwd";
        }

        Refused(TarBytes.Save(_folder["a.tgz"], tar => tar.WriteEntry(entry)), "bad", problem);
    }

    [Fact]
    public void Zeros_that_unpack_to_a_gigabyte_are_refused_before_they_fill_the_disk()
    {
        const long Gigabyte = 1L << 30;
        var limits = Limits with { MaxBytes = 64 * 1024 * 1024 };
        Refused(new ZipBytes().Zeros("bomb", Gigabyte, declared: Gigabyte).Save(_folder["honest.zip"]), "bomb", "more than 64 MiB", limits);
        Refused(new ZipBytes().Zeros("bomb", Gigabyte, declared: 10).Save(_folder["liar.zip"]), "bomb", "", limits);
        Refused(TarBytes.Save(_folder["bomb.tgz"], tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "bomb") { DataStream = new ZeroStream(Gigabyte) })), "bomb", "more than 64 MiB", limits);
    }

    [Fact]
    public void Many_small_files_that_are_too_large_together_are_refused()
    {
        var files = Enumerable.Range(0, 20).Select(n => ($"{n}.txt", new string('x', 60_000))).ToArray();
        Refused(Tar(files), "17.txt", "more than 1 MiB");
    }

    [Fact]
    public void Too_many_files_or_folders_are_refused()
    {
        var zip = new ZipBytes();
        for (var n = 0; n <= 100; n++)
        {
            zip.File($"{n}.txt", "");
        }

        Refused(zip.Save(_folder["files.zip"]), "100.txt", "more than 100 files");
        Refused(Tar(($"{string.Concat(Enumerable.Repeat("d/", 201))}x", "")), null, "more than 100 folders");
    }

    [Fact]
    public void An_encrypted_file_is_refused() =>
        Refused(new ZipBytes().File("secret.txt", "hidden", flags: 1).Save(_folder["a.zip"]), "secret.txt", "encrypted");

    [Fact]
    public void A_file_whose_checksum_is_wrong_is_refused() =>
        Refused(new ZipBytes().File("a.txt", "content", crc: 12345).Save(_folder["a.zip"]), "a.txt", "checksum");

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tgz")]
    public void What_is_no_archive_or_only_a_part_of_one_is_refused_as_damaged(string name)
    {
        var noise = new byte[40_000];
        new Random(7).NextBytes(noise);
        var whole = File.ReadAllBytes(name == "a.zip" ? new ZipBytes().File("x.bin", noise).Save(_folder["whole.zip"]) : TarBytes.Save(_folder["whole.tgz"], tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "x.bin") { DataStream = new MemoryStream(noise) })));
        foreach (var content in new[] { noise, [], whole[..^20], whole[..(whole.Length / 2)], whole[..600] })
        {
            Refused(_folder.Write(name, content), null, "damaged");
        }
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tgz")]
    public void A_byte_that_changed_anywhere_is_refused_or_changes_nothing(string name)
    {
        var noise = new byte[2_000];
        new Random(7).NextBytes(noise);
        var whole = File.ReadAllBytes(name == "a.zip" ? new ZipBytes().File("x.bin", noise).Save(_folder["whole.zip"]) : TarBytes.Save(_folder["whole.tgz"], tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "x.bin") { DataStream = new MemoryStream(noise) })));
        for (var at = 0; at < whole.Length; at += 3)
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= 0x5A;
            try
            {
                using var archive = ExtractedArchive.Extract(_folder.Write(name, changed), _folder["out"], Limits);
                Assert.All(Directory.EnumerateFiles(archive.Folder, "*", SearchOption.AllDirectories), f => Assert.Equal(noise, File.ReadAllBytes(f)));
            }
            catch (ArchiveRefusedException)
            {
                Assert.False(Path.Exists(_folder["out"]));
            }
        }
    }

    [Fact]
    public void A_folder_that_is_there_already_is_not_touched()
    {
        _folder.Write("out/mine.txt", "mine");
        Assert.ThrowsAny<Exception>(() => ExtractedArchive.Extract(Tar(("a.txt", "a")), _folder["out"], Limits));
        Assert.Equal("mine", File.ReadAllText(_folder["out/mine.txt"]));
    }

    private void Refused(string archive, string? entry, string problem, ArchiveLimits? limits = null)
    {
        var before = Everything();
        var error = Assert.Throws<ArchiveRefusedException>(() => ExtractedArchive.Extract(archive, _folder["parent/out"], limits ?? Limits).Dispose());
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains(archive, error.Message, StringComparison.Ordinal);
        Assert.True(entry is null || entry == error.Entry, $"expected the entry '{entry}', found '{error.Entry}'");
        Assert.Equal(Errors.ExitCode.Usage, error.ExitCode);
        Assert.Equal(before, Everything());
    }

    private string Tar(params (string Name, string Text)[] files) => TarBytes.Files(_folder["a.tgz"], files);

    private IEnumerable<string> Everything()
    {
        Directory.CreateDirectory(_folder["parent"]);
        return [.. Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }
}
