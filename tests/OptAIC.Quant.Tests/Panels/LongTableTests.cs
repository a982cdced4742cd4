using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Tests.Panels;

public sealed class LongTableTests
{
    private static readonly DateOnly s_monday = new(2024, 1, 1);
    private static readonly DateOnly s_tuesday = new(2024, 1, 2);
    private static readonly DateOnly s_friday = new(2024, 1, 5);

    [Fact]
    public void Rows_in_any_order_become_sorted_axes_with_NaN_where_a_row_is_missing()
    {
        var table = new LongTable(["open", "close"]);
        table.Add(s_friday, "B", [5, 6]);
        table.Add(s_monday, "B", [1, 2]);
        table.Add(s_friday, "A", [3, double.NaN]);

        var panel = table.ToPanel();

        Assert.Equal([s_monday, s_friday], panel.Index.Dates);
        Assert.Equal(["A", "B"], panel.Index.Entities);
        Assert.Equal([double.NaN, 3, 1, 5], panel.Field("open").ToArray());
        Assert.Equal([double.NaN, double.NaN, 2, 6], panel.Field("close").ToArray());
    }

    [Fact]
    public void A_duplicate_is_refused_with_both_positions()
    {
        var table = new LongTable(["close"]);
        table.Add(s_monday, "A", [1], position: 2);
        table.Add(s_tuesday, "A", [2], position: 3);
        table.Add(s_monday, "A", [1], position: 9);

        var error = Assert.Throws<DuplicateRowException>(() => table.ToPanel());

        Assert.Equal((s_monday, "A", 2L, 9L), (error.Date, error.Entity, error.First, error.Second));
        Assert.Equal("rows 2 and 9 are both for A on 2024-01-01; one row per date and entity is expected", error.Message);
    }

    [Fact]
    public void Rows_without_a_position_are_numbered_from_1()
    {
        var table = new LongTable(["close"]);
        table.Add(s_monday, "A", [1]);
        table.Add(s_monday, "A", [1]);

        var error = Assert.Throws<DuplicateRowException>(() => table.ToPanel());

        Assert.Equal((1L, 2L), (error.First, error.Second));
    }

    [Fact]
    public void Entities_are_ordered_by_ordinal_not_by_culture()
    {
        var table = new LongTable(["close"]);
        foreach (var name in new[] { "b", "B", "a", "A", "BRK.B", "BRK" })
        {
            table.Add(s_monday, name, [1]);
        }

        Assert.Equal(["A", "B", "BRK", "BRK.B", "a", "b"], table.ToPanel().Index.Entities);
    }

    [Fact]
    public void A_row_with_another_number_of_values_than_fields_is_refused()
    {
        var table = new LongTable(["open", "close"]);

        Assert.Throws<ArgumentException>(() => table.Add(s_monday, "A", [1]));
        Assert.Equal(0, table.Rows);
    }

    [Fact]
    public void An_empty_table_gives_an_empty_panel()
    {
        var panel = new LongTable(["close"]).ToPanel();

        Assert.Equal((0, 0), (panel.Index.Rows, panel.Index.Count));
        Assert.True(panel.Has("close"));
    }

    [Fact]
    public void Long_rows_of_a_panel_make_the_same_panel()
    {
        var table = new LongTable(["open", "close"]);
        table.Add(s_friday, "B", [5, 6]);
        table.Add(s_monday, "B", [double.NaN, double.NaN]);
        table.Add(s_monday, "A", [1, double.NaN]);
        table.Add(s_tuesday, "B", [double.NaN, 4]);

        var rows = table.ToPanel().LongRows().ToList();

        Assert.Equal(
            [(s_monday, "A", 1, double.NaN), (s_tuesday, "B", double.NaN, 4), (s_friday, "B", 5, 6)],
            rows.Select(row => (row.Date, row.Entity, row[0], row[1])));
    }
}
