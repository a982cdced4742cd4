using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Tests.Files;

namespace OptAIC.Engine.Tests.Definitions;

public sealed class DefinitionCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_registered_version_is_complete_read_only_and_described_by_its_manifest()
    {
        var source = Source("1.0.0");
        var registration = Catalog().Register(source);
        Assert.False(registration.AlreadyRegistered);

        var folder = _folder["ws/definitions/prices/1.0.0"];
        Assert.Equal(folder, registration.Definition.Folder!.Replace('\\', '/'));
        Assert.Equal(["definition.yml", "lib/tool.ps1"], RegisteredFolder.Open(folder).Manifest.Files.Select(f => f.Path));
        Assert.All(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories), f => Assert.True(new FileInfo(f).IsReadOnly));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["ws/staging"]));
        Assert.Empty(Catalog().Check("prices", SemanticVersion.Parse("1.0.0")));
    }

    [Fact]
    public void The_same_content_is_registered_already_whatever_its_line_ends()
    {
        var first = Catalog().Register(Source("1.0.0"));
        _folder.Write("src/lib/tool.ps1", "echo 1\r\necho 2\r\n");
        var second = Catalog().Register(_folder["src"]);
        Assert.True(second.AlreadyRegistered);
        Assert.Equal(first.Definition.Hash, second.Definition.Hash);
    }

    [Fact]
    public void Other_content_under_a_registered_version_is_refused_and_the_files_are_named()
    {
        Catalog().Register(Source("1.0.0"));
        _folder.Write("src/lib/tool.ps1", "echo 3\n");
        _folder.Write("src/new.txt", "x");
        var error = Assert.Throws<DefinitionVersionExistsException>(() => Catalog().Register(_folder["src"]));
        Assert.Equal(("DefinitionVersionExists", Errors.ExitCode.Usage), (error.ErrorId, error.ExitCode));
        Assert.Equal(["lib/tool.ps1 has changed", "new.txt was added"], error.Issues.Select(i => i.Message));
        Assert.Empty(Catalog().Check("prices", SemanticVersion.Parse("1.0.0"), deep: true));
    }

    [Fact]
    public async Task Of_registrations_at_once_one_publishes_and_the_others_find_it()
    {
        var source = Source("1.0.0");
        using var together = new Barrier(8);
        var registrations = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return Catalog().Register(source);
            },
            TaskCreationOptions.LongRunning)));
        Assert.Single(registrations, r => !r.AlreadyRegistered);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["ws/staging"]));
        Assert.Empty(Catalog().Check("prices", SemanticVersion.Parse("1.0.0"), deep: true));
    }

    [Theory]
    [InlineData("prices", "1.1.0")]
    [InlineData("prices@1.0.0", "1.0.0")]
    [InlineData("prices@^1.0", "1.1.0")]
    [InlineData("prices@2.0.0-rc.1", "2.0.0-rc.1")]
    public void A_reference_picks_the_newest_version_that_it_accepts(string reference, string version)
    {
        foreach (var v in new[] { "1.0.0", "1.1.0", "2.0.0-rc.1" })
        {
            Catalog().Register(Source(v));
        }

        Assert.Equal(version, Catalog().Resolve(Reference(reference)).Definition.Version.ToString());
    }

    [Theory]
    [InlineData("price", "there is no definition 'price'", "did you mean 'prices'?")]
    [InlineData("builtin.cvs", "there is no definition 'builtin.cvs'", "did you mean 'builtin.csv'?")]
    [InlineData("prices@3.0.0", "there is no version 3.0.0 of the definition 'prices'", "registered are 1.0.0")]
    [InlineData("builtin.csv@9.0.0", "there is no version 9.0.0 of the definition 'builtin.csv'", "registered are 1.0.0")]
    public void What_is_not_there_is_not_found_with_a_hint(string reference, string message, string hint)
    {
        Catalog().Register(Source("1.0.0"));
        var error = Assert.Throws<DefinitionNotFoundException>(() => Catalog().Resolve(Reference(reference)));
        Assert.Equal((message, hint, Errors.ExitCode.NotFound), (error.Message, error.Hint, error.ExitCode));
    }

    [Fact]
    public void A_definition_of_another_kind_is_not_found()
    {
        Catalog().Register(Source("1.0.0"));
        Assert.Throws<DefinitionNotFoundException>(() => Catalog().Resolve(Reference("prices"), DefinitionKind.StoreDef));
        Assert.Throws<DefinitionNotFoundException>(() => Catalog().Resolve(Reference("builtin.simple"), DefinitionKind.PipelineDef));
        Assert.Equal(DefinitionKind.StoreDef, Catalog().Resolve(Reference("builtin.sqlite"), DefinitionKind.StoreDef).Definition.Kind);
        Assert.Equal(DefinitionKind.PipelineDef, Catalog().Resolve(Reference("builtin.sqlite"), DefinitionKind.PipelineDef).Definition.Kind);
    }

    [Fact]
    public void The_list_has_builtins_and_every_registered_version_in_order()
    {
        Catalog().Register(Source("1.10.0"));
        Catalog().Register(Source("1.9.0"));
        var list = Catalog().List();
        Assert.Equal(["prices@1.9.0", "prices@1.10.0"], list.Where(d => d.Source == "registered").Select(d => d.ToString()));
        Assert.Equal(("PipelineDef", "pwsh run.ps1"), (list[^1].Kind, list[^1].Entry));
        Assert.Contains(list, d => d is { Source: "builtin", Name: "builtin.csv", Kind: "PipelineDef" });
    }

    [Fact]
    public void Changed_missing_and_added_files_are_each_named()
    {
        Catalog().Register(Source("1.0.0"));
        var folder = _folder["ws/definitions/prices/1.0.0"];
        Tamper(Path.Combine(folder, "lib", "tool.ps1"), "echo 9\necho 9\n");
        File.WriteAllText(Path.Combine(folder, "lib", "extra.txt"), "x");
        Assert.Equal(["lib/tool.ps1 has changed", "lib/extra.txt was added"], Messages());

        File.Delete(Path.Combine(folder, "lib", "tool.ps1"));
        Assert.Contains("lib/tool.ps1 is missing", Messages());
        Assert.Equal("prices@1.0.0", Catalog().Resolve(Reference("prices")).ToString());

        IEnumerable<string> Messages() => Catalog().List().Single(d => d.Name == "prices").Issues.Select(i => i.Message);
    }

    [Fact]
    public void A_file_that_was_touched_but_not_changed_is_healthy_and_one_of_the_same_size_and_time_is_found_by_a_deep_check()
    {
        Catalog().Register(Source("1.0.0"));
        var tool = _folder["ws/definitions/prices/1.0.0/lib/tool.ps1"];
        var time = File.GetLastWriteTimeUtc(tool);
        File.SetAttributes(tool, FileAttributes.Normal);
        File.SetLastWriteTimeUtc(tool, time.AddDays(1));
        Assert.Empty(Catalog().Check("prices", SemanticVersion.Parse("1.0.0")));

        File.WriteAllText(tool, "echo 7\necho 7\n");
        File.SetLastWriteTimeUtc(tool, time);
        Assert.Empty(Catalog().Check("prices", SemanticVersion.Parse("1.0.0")));
        Assert.Equal("lib/tool.ps1 has changed", Assert.Single(Catalog().Check("prices", SemanticVersion.Parse("1.0.0"), deep: true)).Message);
    }

    [Fact]
    public void A_definition_whose_own_file_was_changed_is_not_used_but_still_listed()
    {
        Catalog().Register(Source("1.0.0"));
        Tamper(_folder["ws/definitions/prices/1.0.0/definition.yml"], Text("1.0.0").Replace("run.ps1", "bad.ps1", StringComparison.Ordinal));
        var error = Assert.Throws<DefinitionChangedException>(() => Catalog().Resolve(Reference("prices")));
        Assert.Contains("definition.yml has changed", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(Catalog().List().Single(d => d.Name == "prices").Issues);
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("missing")]
    [InlineData("newer")]
    public void A_damaged_manifest_is_an_issue_that_names_it(string damage)
    {
        Catalog().Register(Source("1.0.0"));
        var manifest = _folder["ws/definitions/prices/1.0.0/manifest.json"];
        var text = File.ReadAllText(manifest);
        File.SetAttributes(manifest, FileAttributes.Normal);
        File.Delete(manifest);
        if (damage != "missing")
        {
            File.WriteAllText(manifest, damage == "truncated" ? text[..50] : text.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal));
        }

        var issue = Assert.Single(Catalog().List().Single(d => d.Name == "prices").Issues);
        Assert.Contains("manifest.json", issue.Message, StringComparison.Ordinal);
        Assert.Throws<DefinitionChangedException>(() => Catalog().Resolve(Reference("prices")));
    }

    [Theory]
    [InlineData("builtin.mine", "are those of the engine")]
    [InlineData("Prices", "differs only in case")]
    public void Names_that_could_be_mistaken_are_refused(string name, string reason)
    {
        Catalog().Register(Source("1.0.0"));
        _folder.Write("src/definition.yml", Text("1.0.0").Replace("name: prices", $"name: {name}", StringComparison.Ordinal));
        Assert.Contains(reason, Assert.Throws<DefinitionNameTakenException>(() => Catalog().Register(_folder["src"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_keeps_its_kind()
    {
        Catalog().Register(Source("1.0.0"));
        _folder.Write("src/definition.yml", Text("2.0.0").Replace("PipelineDef", "MLModuleDef", StringComparison.Ordinal));
        Assert.Contains("'prices' is a PipelineDef", Assert.Throws<DefinitionNameTakenException>(() => Catalog().Register(_folder["src"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_invalid_definition_publishes_nothing()
    {
        _folder.Write("src/definition.yml", "kind: PipelineDef\n");
        var error = Assert.Throws<InvalidDefinitionException>(() => Catalog().Register(_folder["src"]));
        Assert.Equal(3, error.Issues.Count);
        Assert.Contains("(and 2 more)", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["ws"]));
    }

    [Fact]
    public void A_folder_without_definition_is_not_found() =>
        Assert.Equal("FileNotFound", Assert.ThrowsAny<Errors.OptException>(() => Catalog().Register(_folder["nothing"])).ErrorId);

    [Fact]
    public void Links_and_names_that_some_system_refuses_are_named()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Source("1.0.0");
        File.CreateSymbolicLink(_folder["src/passwd"], "/etc/passwd");
        Directory.CreateSymbolicLink(_folder["src/up"], "..");
        _folder.Write("src/con.txt", "x");
        _folder.Write("src/a:b", "x");
        _folder.Write("src/Lib/Tool.ps1", "x");
        _folder.Write("src/manifest.json", "{}");
        _folder.Write("src/.git/config", "x");
        var error = Assert.Throws<DefinitionFolderException>(() => Catalog().Register(_folder["src"]));
        Assert.Equal(["Lib/Tool.ps1", "a:b", "con.txt", "manifest.json", "passwd", "up"], error.Issues.Select(i => i.File).Order(StringComparer.Ordinal));
    }

    private DefinitionCatalog Catalog() => new(_folder["ws/definitions"], _folder["ws/staging"], TimeProvider.System);

    private static DefinitionReference Reference(string text) => DefinitionReference.TryParse(text, out var reference, out var problem) ? reference : throw new ArgumentException(problem);

    private static string Text(string version) => $"kind: PipelineDef\nname: prices\nversion: {version}\nentry: {{ command: [pwsh, run.ps1] }}\n";

    private string Source(string version)
    {
        _folder.Write("src/lib/tool.ps1", "echo 1\necho 2\n");
        _folder.Write("src/definition.yml", Text(version));
        return _folder["src"];
    }

    private static void Tamper(string path, string text)
    {
        File.SetAttributes(path, FileAttributes.Normal);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(1));
    }
}
