using System.IO.Compression;
using System.Text;
using OptAIC.Engine.Csv;

namespace OptAIC.Engine.Tests.Csv;

public sealed class CsvReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("optaic-csv-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rows_become_a_panel_and_empty_cells_are_missing()
    {
        var panel = Read("date,symbol,open,close\n2024-01-02,B,1,2\n2024-01-01,A,,3\n");

        Assert.Equal(["open", "close"], panel.Fields);
        Assert.Equal(["A", "B"], panel.Index.Entities);
        Assert.Equal([3, double.NaN], panel.Series("close", 0).ToArray());
        Assert.Equal([double.NaN, 1], panel.Series("open", 1).ToArray());
    }

    [Theory]
    [InlineData("date,symbol,close\r\n2024-01-01,\"A\",\"1.5\"\r\n")]
    [InlineData("\uFEFFdate,symbol,close\n\n2024-01-01,A,1.5")]
    [InlineData("date,symbol,close\n2024-01-01, A ,+1.5\n\n")]
    public void Line_ends_quotes_blanks_and_a_byte_order_mark_make_no_difference(string text)
    {
        var panel = Read(text);

        Assert.Equal(["A"], panel.Index.Entities);
        Assert.Equal(1.5, panel.Series("close", 0)[0]);
    }

    [Fact]
    public void A_quoted_cell_may_hold_delimiters_quotes_and_line_ends()
    {
        var panel = Read("date,symbol,close\n2024-01-01,\"A,\"\"x\"\"\ny\",1\n2024-01-02,B,2\n");

        Assert.Equal(["A,\"x\"\ny", "B"], panel.Index.Entities);
    }

    [Theory]
    [InlineData("2024-01-01,A,abc", 14, "'abc' is not a number")]
    [InlineData("01/02/2024,A,1", 1, "'01/02/2024' is not a date")]
    [InlineData("2024-01-01,,1", 12, "the entity is empty")]
    [InlineData("2024-01-01,A,inf", 14, "'inf' is not a number")]
    public void A_malformed_cell_is_named_with_file_line_and_column(string row, int column, string message)
    {
        var error = Assert.Throws<CsvException>(() => Read($"date,symbol,close\n2023-01-01,A,1\n{row}\n"));

        var issue = Assert.Single(error.Issues);
        Assert.Equal((CsvFile, 3, column), (issue.File, issue.Line, issue.Column));
        Assert.Contains(message, issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_with_too_few_cells_is_named()
    {
        var issue = Assert.Single(Assert.Throws<CsvException>(() => Read("date,symbol,close\n2024-01-01,A\n")).Issues);

        Assert.Equal((2, "the row has 2 cells; the header has 3"), (issue.Line, issue.Message));
    }

    [Fact]
    public void Two_rows_for_one_date_and_entity_are_named_both()
    {
        var issue = Assert.Single(Assert.Throws<CsvException>(() => Read("date,symbol,close\n2024-01-01,A,1\n2024-01-02,A,1\n2024-01-01,A,2\n")).Issues);

        Assert.Equal(4, issue.Line);
        Assert.Contains($"{CsvFile}:2", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_counted_and_the_first_ones_listed()
    {
        var text = new StringBuilder("date,symbol,close\n");
        for (var i = 0; i < 50; i++)
        {
            text.Append("2024-01-01,A,x\n");
        }

        var error = Assert.Throws<CsvException>(() => Read(text.ToString()));

        Assert.Equal(50, error.Total);
        Assert.InRange(error.Issues.Count, 1, 49);
    }

    [Fact]
    public void A_missing_value_is_refused_where_it_is_forbidden()
    {
        var format = new CsvFormat { Required = new HashSet<string> { "close" } };

        var issue = Assert.Single(Assert.Throws<CsvException>(() => Read("date,symbol,close\n2024-01-01,A,NaN\n", format)).Issues);

        Assert.Equal("missing_value", issue.Code);
    }

    [Fact]
    public void Columns_are_picked_renamed_and_missed_with_a_hint()
    {
        var format = new CsvFormat { Columns = new Dictionary<string, string> { ["close"] = "Adj Close" }, Delimiter = ';', Decimal = ',', DateFormat = "dd.MM.yyyy" };
        var panel = Read("date;symbol;open;Adj Close\n31.01.2024;A;1,5;2,5\n", format);

        Assert.Equal(["close"], panel.Fields);
        Assert.Equal(2.5, panel.Series("close", 0)[0]);
        Assert.Equal(new DateOnly(2024, 1, 31), panel.Index.Dates[0]);

        var error = Assert.Throws<CsvException>(() => Read("date;symbol;AdjClose\n", format));
        Assert.Contains("did you mean 'AdjClose'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compressed_file_is_unpacked()
    {
        var path = Path.Combine(_folder, "p.csv.gz");
        using (var packed = new GZipStream(File.Create(path), CompressionMode.Compress))
        {
            packed.Write("date,symbol,close\n2024-01-01,A,1\n"u8);
        }

        Assert.Equal(1, new CsvReader(new CsvFormat()).Read([path], CancellationToken.None).Index.Count);
    }

    private string CsvFile => Path.Combine(_folder, "p.csv");

    private Quant.Panels.Panel Read(string text, CsvFormat? format = null)
    {
        File.WriteAllText(CsvFile, text);
        return new CsvReader(format ?? new CsvFormat()).Read([CsvFile], CancellationToken.None);
    }
}
