using OptAIC.Cli.Output;

namespace OptAIC.Cli.Tests.Output;

public sealed class TextTableTests
{
    [Fact]
    public void Columns_are_aligned_numbers_to_the_right_and_no_line_ends_with_a_space()
    {
        Assert.Equal(
            """
            NAME      VALUE  NOTE
            prices       12
            momentum      7  stale

            """.ReplaceLineEndings("\n"),
            Write(null, "NAME|>VALUE|NOTE", "prices|12|", "momentum|7|stale"));
    }

    [Fact]
    public void Nothing_is_cut_in_a_pipe()
    {
        var text = new string('x', 500);

        Assert.Contains(text, Write(null, "A|B", $"{text}|1"), StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_terminal_the_widest_column_is_cut_until_rows_fit()
    {
        var lines = Write(30, "NAME|REASON", "prices|" + new string('x', 100)).TrimEnd('\n').Split('\n');

        Assert.Equal(["NAME    REASON", "prices  " + new string('x', 21) + "…"], lines);
    }

    [Fact]
    public void An_empty_table_is_nothing() => Assert.Empty(Write(null, "NAME"));

    [Fact]
    public void A_tint_is_a_colour_only_where_there_are_colours()
    {
        var table = new TextTable("STATUS");
        table.Add(new Cell("ready", Tint.Good));
        var colourful = new StringWriter { NewLine = "\n" };
        table.Write(new Screen(colourful, colour: true));

        Assert.Equal("\e[1mSTATUS\e[0m\n\e[32mready\e[0m\n", colourful.ToString());
    }

    private static string Write(int? columns, string headers, params string[] rows)
    {
        var table = new TextTable(headers.Split('|'));
        foreach (var row in rows)
        {
            table.Add([.. row.Split('|').Select(c => (Cell)c)]);
        }

        var text = new StringWriter { NewLine = "\n" };
        table.Write(new Screen(text, colour: false, columns is { } width ? () => (width, 30) : null));
        return text.ToString();
    }
}
