using Microsoft.Data.Sqlite;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Sqlite;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Freshness;

namespace OptAIC.Engine.Tests.Sources;

/// <summary>Rule 5 for what a query finds in somebody's database.</summary>
public sealed class QuerySourceTests : IDisposable
{
    private const string Query = "SELECT date, symbol, close FROM prices";

    private readonly TestWorkspace _test = new();

    public QuerySourceTests() => Write("CREATE TABLE prices(date TEXT, symbol TEXT, close REAL, note TEXT); CREATE TABLE other(x); INSERT INTO prices VALUES('2024-01-01','A',1,'x'),('2024-01-02 00:00:00','A',2,NULL),('2024-01-02','B',NULL,NULL)");

    public void Dispose() => _test.Dispose();

    private string Database => Path.Combine(Path.GetDirectoryName(_test.Root)!, "prices.db");

    [Theory]
    [InlineData("DELETE")]
    [InlineData("WAL")]
    public void Readers_are_stale_once_the_query_finds_something_else_and_not_before(string journal)
    {
        Write($"PRAGMA journal_mode={journal}");
        Create();
        Assert.Equal((StepOutcome.Completed, FlowStatus.Ready, StepOutcome.Skipped), (Refresh(), Status(), Refresh()));

        Write("INSERT INTO other VALUES(1)");
        Assert.Equal(FlowStatus.Ready, Status());
        Write("UPDATE prices SET close=3 WHERE symbol='A' AND date='2024-01-01'");
        Assert.Equal((FlowStatus.Stale, ReasonCode.SourceChanged, $"{Database} changed: the query finds something else"), Why());
        Assert.Equal((StepOutcome.Completed, FlowStatus.Ready), (Refresh(), Status()));
    }

    [Fact]
    public void What_is_committed_while_another_connection_is_open_is_seen()
    {
        Write("PRAGMA journal_mode=WAL");
        using var open = SqliteDatabase.Open(Database, SqliteOpenMode.ReadWrite, "");
        Create();
        Refresh();

        open.Execute("INSERT INTO prices VALUES('2024-01-03','A',9,NULL)");

        Assert.Equal(FlowStatus.Stale, Status());
        Refresh();
        Assert.Equal(new DateOnly(2024, 1, 3), _test.Flow("q").LastDataDate);
    }

    [Fact]
    public void A_cheaper_query_decides_where_one_is_given()
    {
        Create(", changed_when: SELECT count(*) FROM prices");
        Refresh();
        Write("UPDATE prices SET close=9");
        Assert.Equal(FlowStatus.Ready, Status());
        Write("DELETE FROM prices WHERE symbol='B'");
        Assert.Equal(FlowStatus.Stale, Status());
    }

    [Fact]
    public void Dates_with_an_empty_time_of_day_and_missing_numbers_are_read()
    {
        Create();
        Refresh();
        Assert.Equal(["2024-01-01 A 1", "2024-01-02 A 2"], _test.With(w => w.Data.Read("q").Rows.Select(r => FormattableString.Invariant($"{r.Date:yyyy-MM-dd} {r.Entity} {r.Values.Span[0]}")).ToList()));
    }

    [Fact]
    public void The_database_is_only_read()
    {
        Create(query: "INSERT INTO other VALUES(1) RETURNING x");
        Assert.Contains("the query cannot be asked", Failure(), StringComparison.Ordinal);
        using var database = SqliteDatabase.Open(Database, SqliteOpenMode.ReadOnly, "");
        Assert.Equal(0, database.Scalar<long>("SELECT count(*) FROM other"));
    }

    [Theory]
    [InlineData("SELEC 1", "the query cannot be asked")]
    [InlineData("SELECT * FROM prices", "column 'note': 'x' is not a number")]
    [InlineData("SELECT date, close FROM prices", "there is no column symbol, entity or ticker")]
    [InlineData("SELECT 5 AS date, symbol, close FROM prices", "column 'date': '5' is not a date")]
    [InlineData("SELECT '2024-01-02 10:30:00' AS date, symbol, close FROM prices", "is not a date")]
    [InlineData("SELECT '2024-01-01' AS date, 'A' AS symbol, 1 AS close FROM prices", "row 2: A on 2024-01-01 stands already in row 1")]
    public void What_is_wrong_with_a_query_or_its_rows_is_named(string query, string message)
    {
        Create(query: query);
        Assert.Contains(message, Failure(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_gone_or_is_no_database_is_named_and_costs_nothing()
    {
        Create();
        Refresh();
        SqliteConnection.ClearAllPools();
        File.WriteAllText(Database, "this is no database, and longer than a header of one could be, so that it is looked at whole");
        Assert.Equal(FlowStatus.Stale, Status());
        Assert.Contains("not a database", Failure(), StringComparison.Ordinal);
        File.Delete(Database);
        Assert.Contains("does not exist", Failure(), StringComparison.Ordinal);
        Assert.Equal(2, _test.With(w => w.Data.Read("q").Rows.Count()));
    }

    [Fact]
    public void A_query_that_never_ends_is_ended_with_its_run()
    {
        Create(query: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT '2024-01-01' AS date, 'A' AS symbol, max(i) AS close FROM n");
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Assert.Equal(StepOutcome.Cancelled, Assert.Single(_test.Run(new FlowRunRequest { Selectors = ["q"] }, stop.Token).Steps).Outcome);
    }

    private void Create(string more = "", string query = Query) =>
        _test.Create($"name: q\ndefinition: builtin.sqlite\ntype: DatasetInstance\nconfig: {{database: '{Database}', query: \"{query}\"{more}}}\n");

    private string? Refresh() => Assert.Single(_test.Refresh("q").Steps).Outcome;

    private string Failure() => Assert.Single(_test.Run(new FlowRunRequest { Targets = [new FlowTarget("q")], Force = true }).Steps).Message!;

    private FlowStatus Status() => _test.Flow("q").Status;

    private (FlowStatus, string, string) Why()
    {
        var flow = _test.Flow("q");
        return (flow.Status, flow.Reasons[0].Code, flow.Reasons[0].Detail);
    }

    private void Write(string sql)
    {
        using var database = SqliteDatabase.Open(Database, SqliteOpenMode.ReadWriteCreate, "");
        database.Execute(sql);
    }
}
