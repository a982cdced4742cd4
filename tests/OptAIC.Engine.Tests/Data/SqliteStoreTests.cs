using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Tests.Data;

public sealed class SqliteStoreTests : IDisposable
{
    private static readonly DateOnly First = new(2024, 1, 1);
    private static readonly DateTimeOffset Now = new(2024, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("optaic-store-").FullName;
    private readonly InstancePaths _paths;

    public SqliteStoreTests() => _paths = new InstancePaths(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_loaded_is_read_back()
    {
        Load(Panel(("A", [1, 2, double.NaN]), ("B", [4, 5, 6])));

        var panel = Current();
        Assert.Equal([1, 2, double.NaN], panel.Series("x", 0).ToArray());
        Assert.Equal([4, 5, 6], panel.Series("x", 1).ToArray());
    }

    [Fact]
    public void Only_changed_rows_are_appended_and_the_same_data_keep_their_version()
    {
        var first = Load(Panel(("A", [1, 2, 3])));
        var same = Load(Panel(("A", [1, 2, 3])));
        var changed = Load(Panel(("A", [1, 2.5, 3])));

        Assert.Equal((3, 0, 1), (first.Changed, same.Changed, changed.Changed));
        Assert.Equal(first.Version, same.Version);
        Assert.NotEqual(first.Version, changed.Version);
        Assert.Equal([1, 2.5, 3], Current().Series("x", 0).ToArray());
    }

    [Fact]
    public void A_reader_of_an_older_version_keeps_it()
    {
        Load(Panel(("A", [1, 2, 3])));
        Load(Panel(("A", [1, 9, 3])));

        using var store = SqliteStore.OpenToRead(_paths.StoreDatabase);
        Assert.Equal([1, 2, 3], store.Read(1).Series("x", 0).ToArray());
        Assert.Equal([1, 9, 3], store.Read(2).Series("x", 0).ToArray());
    }

    [Fact]
    public void A_later_correction_is_not_known_before_it_was_loaded()
    {
        Load(Panel(("A", [1, 2, 3])));
        Load(Panel(("A", [1, 9, 3])));

        using var store = SqliteStore.OpenToRead(_paths.StoreDatabase);
        Assert.Equal([1, 2, 3], store.Read(2, Knowledge.At(Now.AddDays(-1))).Series("x", 0).ToArray());
        Assert.Equal([1, 2], store.Read(2, Knowledge.At(new DateTimeOffset(2024, 1, 2, 23, 0, 0, TimeSpan.Zero))).Series("x", 0).ToArray());
        Assert.Equal([1, 9, 3], store.Read(2, Knowledge.At(Now)).Series("x", 0).ToArray());
    }

    [Fact]
    public void Rows_that_complete_data_lack_are_withdrawn_and_others_kept()
    {
        Load(Panel(("A", [1, 2, 3]), ("B", [4, 5, 6])));
        Load(Panel(("A", [1, 2, 3])), isComplete: false);
        Assert.Equal(2, Current().Index.Count);

        Load(Panel(("A", [1, 2, 3])), isComplete: true);
        Assert.Equal(["A"], Current().Index.Entities);
    }

    [Fact]
    public void The_version_does_not_depend_on_the_time_of_the_load()
    {
        Load(Panel(("A", [1, 2, 3])));
        var one = Load(Panel(("A", [1, 7, 3])), at: Now).Version;
        Directory.Delete(_paths.Data, recursive: true);
        Load(Panel(("A", [1, 2, 3])), at: Now.AddDays(3));
        var other = Load(Panel(("A", [1, 7, 3])), at: Now.AddDays(4)).Version;

        Assert.Equal(one, other);
    }

    [Fact]
    public void A_load_that_was_never_published_is_taken_out_by_the_next()
    {
        Load(Panel(("A", [1, 2, 3])));
        using (var store = SqliteStore.OpenOrCreate(_paths.StoreDatabase))
        {
            var lost = Panel(("A", [1, 2, 99]));
            store.Append(1, StoreLoad.Compare(store.Read(1), lost, KnowledgeRule.Observation, isComplete: false), "lost", Guid.CreateVersion7(), Now);
        }

        Assert.Equal([1, 2, 3], Current().Series("x", 0).ToArray());
        Load(Panel(("A", [5, 2, 3])));
        Assert.Equal([5, 2, 3], Current().Series("x", 0).ToArray());
    }

    [Fact]
    public void A_field_that_nobody_writes_any_more_disappears_from_the_panel()
    {
        Load(Panel(("A", [1, 2, 3])), isComplete: true);
        Load(Panel("y", ("A", [1, 2, 3])), isComplete: true);

        Assert.Equal(["y"], Current().Fields);
    }

    private static Panel Panel(params (string Entity, double[] Values)[] rows) => Panel("x", rows);

    private static Panel Panel(string field, params (string Entity, double[] Values)[] rows) => new(
        new PanelIndex(Enumerable.Range(0, rows[0].Values.Length).Select(First.AddDays), rows.Select(r => r.Entity)),
        [KeyValuePair.Create(field, rows.SelectMany(r => r.Values).ToArray())]);

    private (string Version, int Changed) Load(Panel panel, bool isComplete = false, DateTimeOffset? at = null)
    {
        using var output = StoreOutput.Prepare(_paths, panel, KnowledgeRule.Observation, isComplete, Guid.CreateVersion7(), at ?? Now);
        output.Publish();
        return (output.Version, output.ChangedRows);
    }

    private Panel Current()
    {
        using var store = SqliteStore.OpenToRead(_paths.StoreDatabase);
        return store.Read(DocumentFile.Read(_paths.CurrentData, DocumentJson.Default.CurrentData).LoadId!.Value);
    }
}
