using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;

namespace OptAIC.Engine.Tests.Registry;

public sealed class RegistryRecoveryTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public RegistryRecoveryTests()
    {
        _test.CreatePrices();
        _test.CreateSignal("double", "prices");
        _test.Refresh("+double");
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_deleted_registry_is_rebuilt_with_the_same_listing_and_a_warning()
    {
        var before = Listing();
        DeleteRegistry();

        using var workspace = _test.Open();

        Assert.Equal(before, Listing(workspace));
        Assert.Contains("rebuilt", Assert.Single(workspace.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_registry_is_moved_aside_and_rebuilt()
    {
        var before = Listing();
        DeleteRegistry();
        File.WriteAllText(Path.Combine(_test.Root, "registry.db"), "this is no database, and long enough to look like a file of one");

        Assert.Equal(before, Listing());
        Assert.Single(Directory.EnumerateFiles(_test.Root, "registry.db.corrupt-*"));
    }

    [Fact]
    public void A_truncated_instance_document_is_an_error_that_names_the_file_and_loses_nothing_else()
    {
        var document = Path.Combine(_test.DirectoryOf("double"), "instance.json");
        var content = File.ReadAllText(document);
        File.WriteAllText(document, content[..(content.Length / 2)]);

        var error = Assert.Throws<UnreadableDocumentException>(() => _test.With(w => w.Instances.Spec("double")));

        Assert.Contains(document, error.Message, StringComparison.Ordinal);
        Assert.Equal(FlowStatus.Ready, _test.Flow("prices").Status);
        Assert.Contains(_test.With(w => w.Health.CheckRegistry()), i => i.Code == "unreadable_document" && i.File == document);
    }

    [Fact]
    public void Repair_moves_an_unreadable_document_aside_and_never_deletes_it()
    {
        var document = Path.Combine(_test.DirectoryOf("double"), "instance.json");
        File.WriteAllText(document, "{");

        Assert.Single(_test.With(w => w.Health.RepairRegistry(whatIf: true)).Actions);
        Assert.True(File.Exists(document));
        _test.With(w => w.Health.RepairRegistry());

        Assert.Equal("{", File.ReadAllText(Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(document)!, "instance.json.corrupt-*"))));
        Assert.Equal(["prices"], _test.With(w => w.Instances.List()).Select(i => i.Name));
        Assert.DoesNotContain(_test.With(w => w.Health.CheckRegistry()), i => i.Severity == IssueSeverity.Error);
    }

    [Fact]
    public void A_document_of_a_newer_format_is_refused_by_a_message_that_names_both()
    {
        var document = Path.Combine(_test.DirectoryOf("double"), "instance.json");
        File.WriteAllText(document, File.ReadAllText(document).Replace("\"format\": 1", "\"format\": 7", StringComparison.Ordinal));

        var error = Assert.Throws<NewerFormatException>(() => _test.With(w => w.Instances.Spec("double")));

        Assert.Contains("format 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("format 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_creation_that_died_after_its_intent_is_finished_or_forgotten_at_the_next_open(bool published)
    {
        string directory;
        using (var context = WorkspaceContext.Open(_test.Options))
        {
            var source = _test.DirectoryOf("prices");
            directory = WorkspacePaths.DirectoryName("copy", DateTimeOffset.UtcNow);
            var id = Guid.CreateVersion7();
            context.Registry.Announce(new ChangeIntent(directory, id, "copy", DeadOwner(), DateTimeOffset.UtcNow));
            if (published)
            {
                var document = InstanceFolder.Document(new InstancePaths(source)) with { Id = id, Name = "copy" };
                var paths = context.PathsOf(directory);
                Directory.CreateDirectory(paths.Directory);
                DocumentFile.Write(paths.Document, document, DocumentJson.Default.InstanceDocument, OptAIC.Engine.Files.Durability.Truth);
            }
        }

        var names = _test.With(w => w.Instances.List()).Select(i => i.Name).ToList();

        Assert.Equal(published, names.Contains("copy"));
        using var after = WorkspaceContext.Open(_test.Options);
        Assert.Empty(after.Registry.Intents());
    }

    [Fact]
    public void Doctor_finds_nothing_in_a_sound_workspace() => Assert.Empty(_test.With(w => w.Health.Doctor()));

    private static string DeadOwner() =>
        $"{OptAIC.Engine.Processes.HostIdentity.Current.Id} {new OptAIC.Engine.Processes.ProcessIdentity(Environment.ProcessId, OptAIC.Engine.Processes.ProcessIdentity.Current.StartTime - 1)}";

    private void DeleteRegistry()
    {
        foreach (var file in Directory.EnumerateFiles(_test.Root, "registry.db*"))
        {
            File.Delete(file);
        }
    }

    private List<string> Listing() => _test.With(Listing);

    private static List<string> Listing(Workspace workspace) =>
    [
        .. workspace.Instances.List().Select(i => $"{i.Id} {i.Name} {i.Type} {i.Definition} {i.Status} {string.Join(",", i.Upstream)} {i.CreatedAt:O}"),
        .. workspace.Flows.List().Select(f => $"{f.Id} {f} {f.Status} {f.DataVersion} {f.LastRun} {f.LastRunAt:O}"),
        .. workspace.Runs.List().Select(r => $"{r.Id} {r.Status} {r.StartedAt:O} {r.DataVersion}"),
    ];
}
