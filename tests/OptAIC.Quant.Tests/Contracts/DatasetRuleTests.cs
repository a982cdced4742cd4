using OptAIC.Quant.Contracts;
using static OptAIC.Quant.Tests.Contracts.Grid;

namespace OptAIC.Quant.Tests.Contracts;

public sealed class DatasetRuleTests
{
    [Fact]
    public void A_missing_column_and_one_too_many_are_named()
    {
        var panel = Of(("close", "A", [1, 2]), ("volume", "A", [3, 4]));

        var check = new SchemaRule { RequiredColumns = ["close", "open"], AllowExtraColumns = false }.Check(panel);

        Assert.Equal(["missing_column", "extra_column"], check.Findings.Select(f => f.Code));
        Assert.Equal(["open", "volume"], check.Findings.Select(f => f.Column));
        Assert.Equal("the column 'open' is missing; there are close, volume", check.Findings[0].Message);
    }

    [Fact]
    public void Values_that_are_not_of_the_type_are_counted_with_their_cells()
    {
        var panel = Of(("volume", "A", [1, 2.5, NaN, 4, 5, 6.25, 7, 8, 9.5]), ("flag", "A", [0, 1, 2, NaN, 1, 0, 1, 1, -1]));

        var check = new SchemaRule { Types = new Dictionary<string, ColumnType> { ["volume"] = ColumnType.Integer, ["flag"] = ColumnType.Truth } }.Check(panel);

        Assert.Equal([3L, 2L], check.Findings.Select(f => f.Count));
        Assert.Equal(["2024-01-02 A 2.5", "2024-01-06 A 6.25", "2024-01-09 A 9.5"], check.Findings[0].Sample);
        Assert.Equal(["2024-01-03 A 2", "2024-01-09 A -1"], check.Findings[1].Sample);
    }

    [Fact]
    public void A_column_must_be_complete_where_there_is_a_row_and_only_there()
    {
        var panel = Of(("close", "A", [1, NaN, 3]), ("close", "B", [NaN, 2, 3]), ("volume", "A", [1, 1, 1]), ("volume", "B", [NaN, 1, 1]));

        var check = new SchemaRule { Complete = ["close"] }.Check(panel);

        Assert.Equal(["2024-01-02 A"], Assert.Single(check.Findings).Sample);
    }

    [Fact]
    public void A_name_that_was_not_listed_yet_is_no_gap_unless_the_whole_grid_counts()
    {
        var panel = Of(("close", "A", [1, 2, 3, 4]), ("close", "B", [NaN, NaN, 3, 4]));

        Assert.True(new CoverageRule { MinShare = 1 }.Check(panel).Passed);
        var whole = new CoverageRule { MinShare = 1, WholeGrid = true }.Check(panel);
        Assert.Equal("'close' has 75 % of its values; at least 100 % are expected", Assert.Single(whole.Findings).Message);
        Assert.Equal(["2024-01-01 B", "2024-01-02 B"], whole.Findings[0].Sample);
    }

    [Fact]
    public void Shares_are_judged_by_column_by_date_and_by_entity()
    {
        var panel = Of(("close", "A", [1, NaN, NaN, 4]), ("close", "B", [1, NaN, 3, 4]), ("volume", "A", [1, 2, 3, 4]), ("volume", "B", [1, 2, 3, 4]));

        // 5 of 8 closes; on the 2nd 0 of 2, on the 3rd 1 of 2; A has 2 of 4, B 3 of 4.
        Assert.Equal("low_coverage", Assert.Single(new CoverageRule { MinShareOf = new Dictionary<string, double> { ["close"] = 0.63, ["volume"] = 1 } }.Check(panel).Findings).Code);
        Assert.True(new CoverageRule { MinShareOf = new Dictionary<string, double> { ["close"] = 0.625 } }.Check(panel).Passed);
        Assert.Equal(["2024-01-02 0/2", "2024-01-03 1/2"], Assert.Single(new CoverageRule { Columns = ["close"], MinEntityShare = 0.75 }.Check(panel).Findings).Sample);
        Assert.Equal(["A 2/4"], Assert.Single(new CoverageRule { Columns = ["close"], MinDateShare = 0.75 }.Check(panel).Findings).Sample);
        Assert.Equal(["A 2 from 2024-01-02"], Assert.Single(new CoverageRule { Columns = ["close"], MaxGap = 1 }.Check(panel).Findings).Sample);
    }

    [Fact]
    public void Extents_are_judged_in_rows_entities_dates_and_names()
    {
        var panel = Of(("close", "A", [1, NaN]), ("close", "B", [1, 2]));

        var check = new CoverageRule { MinRows = 4, MinEntities = 3, MinDates = 3, Entities = ["A", "C"], From = First.AddDays(-1), To = First.AddDays(1) }.Check(panel);

        Assert.Equal(["too_few_rows", "too_few_entities", "too_few_dates", "missing_entity", "begins_late"], check.Findings.Select(f => f.Code));
        Assert.Equal("3 rows; at least 4 are expected", check.Findings[0].Message);
        Assert.True(new CoverageRule { MinRows = 3, MinEntities = 2, MinDates = 2, Entities = ["A"], From = First, To = First.AddDays(1) }.Check(panel).Passed);
    }

    [Fact]
    public void What_is_known_before_its_date_or_before_an_earlier_load_is_a_violation_and_late_knowledge_a_remark()
    {
        // Two loads of one row, the second known earlier; one row known a day too early; one known 40 days late.
        var rows = new KnowledgeRows(new[] { 0, 0, 1, 2 }, new double[] { 100, 100, 101, 102 }, new[] { 105.5, 104.5, 100.9, 142 });

        var check = new PointInTimeRule { MaxStalenessDays = 30, AllowAssumed = false }.Check(rows, assumed: 1, row => $"row {row}");

        Assert.Equal(["known_before_observed", "knowledge_goes_back", "known_late", "assumed_knowledge"], check.Findings.Select(f => f.Code));
        Assert.Equal(["row 2", "row 1", "row 3"], check.Findings.Take(3).Select(f => f.Sample.Single()));
        Assert.True(check.Findings[2].IsRemark);
        Assert.False(check.Passed);
    }
}
