using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Tests.Panels;

public sealed class PanelAlignmentTests
{
    private static readonly DateOnly[] s_days = [.. Enumerable.Range(1, 5).Select(day => new DateOnly(2024, 3, day))];

    private static readonly Panel s_panel = new(
        new PanelIndex([s_days[0], s_days[2], s_days[4]], ["A", "C"]),
        [KeyValuePair.Create("close", new double[] { 1, 2, 3, 4, 5, 6 })]);

    [Fact]
    public void The_union_has_every_date_and_entity_in_order()
    {
        var union = PanelIndex.Union([s_panel.Index, new PanelIndex([s_days[1], s_days[2]], ["B", "C"])]);

        Assert.Equal([s_days[0], s_days[1], s_days[2], s_days[4]], union.Dates);
        Assert.Equal(["A", "B", "C"], union.Entities);
    }

    [Fact]
    public void The_union_of_equal_indexes_is_the_first_one()
    {
        var same = new PanelIndex(s_panel.Index.Dates, s_panel.Index.Entities);

        Assert.Same(s_panel.Index, PanelIndex.Union([s_panel.Index, same]));
    }

    [Fact]
    public void Aligned_values_are_NaN_where_the_panel_has_no_date_or_entity()
    {
        var aligned = s_panel.AlignTo(new PanelIndex([s_days[1], s_days[2], s_days[4]], ["B", "C"]));

        Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN, 5, 6], aligned.Field("close").ToArray());
    }

    [Fact]
    public void A_panel_aligned_to_its_own_axes_is_itself()
    {
        Assert.Same(s_panel, s_panel.AlignTo(new PanelIndex(s_panel.Index.Dates, s_panel.Index.Entities)));
    }

    [Theory]
    [InlineData(2, 4, new[] { 3 })]
    [InlineData(1, 5, new[] { 1, 3, 5 })]
    [InlineData(null, 3, new[] { 1, 3 })]
    [InlineData(3, null, new[] { 3, 5 })]
    [InlineData(6, null, new int[0])]
    public void Both_ends_of_a_range_of_dates_are_included(int? from, int? to, int[] days)
    {
        var slice = s_panel.Between(Day(from), Day(to));

        Assert.Equal(days, slice.Index.Dates.Select(date => date.Day));
        Assert.Equal(days.Select(day => (day + 1) / 2.0), slice.Series("close", 0).ToArray());
    }

    [Fact]
    public void Chosen_entities_come_in_ordinal_order()
    {
        var chosen = s_panel.Of(["C", "B"]);

        Assert.Equal(["B", "C"], chosen.Index.Entities);
        Assert.Equal([4, 5, 6], chosen.Series("close", 1).ToArray());
    }

    private static DateOnly? Day(int? day) => day is { } number ? new DateOnly(2024, 3, number) : null;
}
