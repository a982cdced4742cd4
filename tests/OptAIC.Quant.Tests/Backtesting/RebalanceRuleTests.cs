using OptAIC.Quant.Backtesting;

namespace OptAIC.Quant.Tests.Backtesting;

public sealed class RebalanceRuleTests
{
    private static readonly DateOnly[] Dates = [.. Market.Weekdays().Where(date => date != new DateOnly(2024, 1, 17)).Take(100)];

    [Fact]
    public void Monthly_is_the_last_row_of_every_month() =>
        Assert.Equal(["01-31", "02-29", "03-29", "04-30"], Rows(new RebalanceRule(RebalanceFrequency.Monthly)));

    [Fact]
    public void Quarterly_is_the_last_row_of_every_quarter() =>
        Assert.Equal(["03-29"], Rows(new RebalanceRule(RebalanceFrequency.Quarterly)));

    [Fact]
    public void Weekly_is_the_last_row_of_every_iso_week() =>
        Assert.Equal(["01-05", "01-12", "01-19"], Rows(new RebalanceRule(RebalanceFrequency.Weekly)).Take(3));

    [Fact]
    public void A_weekday_that_is_a_holiday_gives_way_to_the_day_before() =>
        Assert.Equal(["01-03", "01-10", "01-16", "01-24"], Rows(new RebalanceRule(RebalanceFrequency.Weekly, Day: DayOfWeek.Wednesday)).Take(4));

    [Fact]
    public void A_week_across_the_new_year_is_one_week()
    {
        DateOnly[] dates = [new(2020, 12, 30), new(2020, 12, 31), new(2021, 1, 1), new(2021, 1, 4), new(2021, 1, 5)];

        Assert.Equal([false, false, true, false, false], new RebalanceRule(RebalanceFrequency.Weekly).RowsOf(dates, 0, 4));
    }

    [Fact]
    public void Every_n_rows_starts_with_the_first() =>
        Assert.Equal(["01-01", "01-08", "01-15", "01-23"], Rows(new RebalanceRule(RebalanceFrequency.EveryRows, 5)).Take(4));

    [Fact]
    public void Once_is_the_first_row() =>
        Assert.Equal(["01-01"], Rows(new RebalanceRule(RebalanceFrequency.Once)));

    [Fact]
    public void Daily_is_every_row_but_the_last() =>
        Assert.Equal(99, Rows(new RebalanceRule(RebalanceFrequency.Daily)).Length);

    private static string[] Rows(RebalanceRule rule)
    {
        var decides = rule.RowsOf(Dates, 0, Dates.Length - 1);
        return [.. Dates.Where((_, t) => decides[t]).Select(date => date.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture))];
    }
}
