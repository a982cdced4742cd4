using OptAIC.Freshness;

namespace OptAIC.Core.Tests.Freshness;

public sealed class BusinessCalendarTests
{
    private static readonly DateOnly Monday = new(2024, 1, 15);
    private static readonly BusinessCalendar WithHoliday = new([Monday]);

    [Fact]
    public void Business_is_done_from_monday_to_friday()
    {
        var week = Enumerable.Range(0, 7).Select(n => Monday.AddDays(n));

        Assert.Equal([true, true, true, true, true, false, false], week.Select(BusinessCalendar.Weekdays.IsBusinessDay));
    }

    [Fact]
    public void No_business_is_done_on_holidays()
    {
        Assert.False(WithHoliday.IsBusinessDay(Monday));
        Assert.True(WithHoliday.IsBusinessDay(Monday.AddDays(1)));
    }

    [Fact]
    public void The_day_before_is_strictly_before() => Assert.Equal(new(2024, 1, 12), WithHoliday.Before(Monday.AddDays(1)));

    [Fact]
    public void Going_back_no_days_stays_even_on_a_holiday() => Assert.Equal(Monday, WithHoliday.Back(Monday, 0));

    [Fact]
    public void Going_back_skips_weekends_and_holidays() => Assert.Equal(new(2024, 1, 11), WithHoliday.Back(Monday.AddDays(1), 2));
}
