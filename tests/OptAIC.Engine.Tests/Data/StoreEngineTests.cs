using OptAIC.Engine.Data;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Tests.Data;

/// <summary>What holds for every store, and that all of them agree.</summary>
public sealed class StoreEngineTests : IDisposable
{
    private static readonly DateOnly First = new(2023, 12, 30);
    private static readonly DateTimeOffset Now = new(2024, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("optaic-store-").FullName;

    public static TheoryData<string> Engines => [StoreEngine.Sqlite, StoreEngine.Csv];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Engines))]
    public void Versions_and_points_in_time_are_read_back(string engine)
    {
        var paths = Paths(engine);
        Load(paths, engine, 0, Panel(("A", [1, 2, 3]), ("B, \"x\"", [4, double.NaN, 6])));
        Load(paths, engine, 1, Panel(("A", [1, 9, 3]), ("B, \"x\"", [4, 0.1 + 0.2, 6])));

        using var store = StoreEngine.OpenToRead(paths, PublishedData.Current(paths)!);
        Assert.Equal([1, 2, 3], store.Read(1).Series("x", 0).ToArray());
        Assert.Equal([1, 9, 3], store.Read(2).Series("x", 0).ToArray());
        Assert.Equal(0.1 + 0.2, store.Read(2).Series("x", 1)[1]);
        Assert.Equal([1, 2, 3], store.Read(2, Knowledge.At(Now.AddHours(0.5))).Series("x", 0).ToArray());
        var part = store.Read(2, null, new DataQuery { From = new DateOnly(2024, 1, 1), Entities = ["A"], Columns = ["x"] });
        Assert.Equal([new DateOnly(2024, 1, 1)], part.Index.Dates);
        Assert.Equal(["A"], part.Index.Entities);
        Assert.Equal(3, part.Series("x", 0)[0]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_row_that_is_withdrawn_is_gone_and_its_earlier_version_stays(string engine)
    {
        var paths = Paths(engine);
        Load(paths, engine, 0, Panel(("A", [1, 2, 3])), isComplete: true);
        Load(paths, engine, 1, Panel(("A", [1, double.NaN, 3])), isComplete: true);

        using var store = StoreEngine.OpenToRead(paths, PublishedData.Current(paths)!);
        Assert.Equal(2, store.Read(2).Index.Rows);
        Assert.Equal(3, store.Read(1).Index.Rows);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_a_run_that_died_had_appended_is_taken_out_by_the_next(string engine)
    {
        var paths = Paths(engine);
        Load(paths, engine, 0, Panel(("A", [1, 2, 3])));
        using (var dying = StoreEngine.OpenOrCreate(engine, StoreEngine.PathOf(paths, engine)))
        {
            // Its process was killed before data/current was renamed.
            dying.Append(1, StoreLoad.Compare(dying.Read(1), Panel(("A", [7, 7, 7])), KnowledgeRule.Observation, false), "lost", Guid.NewGuid(), Now);
        }

        Load(paths, engine, 1, Panel(("A", [1, 2, 4])));

        using var store = StoreEngine.OpenToRead(paths, PublishedData.Current(paths)!);
        Assert.Equal([1, 2, 4], store.Read(2).Series("x", 0).ToArray());
        Assert.Equal(2, store.Loads(99).Count);
    }

    [Fact]
    public void The_same_rows_have_the_same_data_version_in_every_store()
    {
        var versions = new[] { StoreEngine.Sqlite, StoreEngine.Csv }.Select(engine =>
        {
            var paths = Paths(engine);
            return (Load(paths, engine, 0, Panel(("A", [1, 2, 3]))), Load(paths, engine, 1, Panel(("A", [1, 2.5, 3]), ("B", [1, 1, 1]))));
        }).ToList();

        Assert.Single(versions.Distinct());
    }

    [Theory]
    [InlineData(StoreEngine.Sqlite, StoreEngine.Csv)]
    [InlineData(StoreEngine.Csv, StoreEngine.Sqlite)]
    public void A_swap_takes_all_loads_along_with_what_was_known_when(string from, string to)
    {
        var paths = Paths("swapped");
        Load(paths, from, 0, Panel(("A", [1, 2, 3])));
        Load(paths, from, 1, Panel(("A", [1, 9, 3]), ("B", [4, 5, 6])));
        var before = PublishedData.Current(paths)!;

        new DataSwap(from, to, Discard: false).Prepare(paths, 2);
        DataSwap.Finish(paths, 2);

        var after = PublishedData.Current(paths)!;
        Assert.Equal((before.Version, before.LoadId, to), (after.Version, after.LoadId, StoreEngine.Of(after)));
        Assert.False(Path.Exists(StoreEngine.PathOf(paths, from)));
        using (var store = StoreEngine.OpenToRead(paths, after))
        {
            Assert.Equal([1, 2, 3], store.Read(1).Series("x", 0).ToArray());
            Assert.Equal([1, 2, 3], store.Read(2, Knowledge.At(Now.AddHours(0.5))).Series("x", 0).ToArray());
            Assert.Equal([1, 9, 3], store.Read(2).Series("x", 0).ToArray());
        }

        // The next load goes on where the old store stopped.
        Assert.Equal(after.Version, Load(paths, to, 2, Panel(("A", [1, 9, 3]), ("B", [4, 5, 6]))));
        Assert.NotEqual(after.Version, Load(paths, to, 3, Panel(("A", [1, 9, 4]), ("B", [4, 5, 6]))));
    }

    [Fact]
    public void A_swap_whose_generation_never_came_is_taken_back()
    {
        var paths = Paths("swapped");
        Load(paths, StoreEngine.Sqlite, 0, Panel(("A", [1, 2, 3])));
        new DataSwap(StoreEngine.Sqlite, StoreEngine.Csv, Discard: true).Prepare(paths, 2);

        DataSwap.Finish(paths, 1);

        Assert.False(File.Exists(paths.DataSwap));
        Assert.Equal(StoreEngine.Sqlite, StoreEngine.Of(PublishedData.Current(paths)!));
    }

    private InstancePaths Paths(string name) => new(Directory.CreateDirectory(Path.Combine(_folder, name)).FullName);

    private static string Load(InstancePaths paths, string engine, int hours, Panel panel, bool isComplete = false)
    {
        using var output = StoreOutput.Prepare(paths, panel, KnowledgeRule.Observation, isComplete, Guid.NewGuid(), Now.AddHours(hours), engine: engine);
        output.Publish();
        return output.Version;
    }

    private static Panel Panel(params (string Entity, double[] Values)[] columns) => new(
        new PanelIndex(Enumerable.Range(0, columns[0].Values.Length).Select(First.AddDays), columns.Select(c => c.Entity)),
        [KeyValuePair.Create("x", columns.SelectMany(c => c.Values).ToArray())]);
}
