using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OptAIC.Freshness;

namespace OptAIC.Core.Tests.Freshness;

public sealed class ExpectedDataDateTests
{
    private static readonly BusinessCalendar NewYork =
        new([Date("2024-01-01"), Date("2024-01-15"), Date("2024-03-29"), Date("2024-12-25")]);

    [Theory]
    [InlineData("2024-01-08", "2024-01-07")] // a Monday expects its Sunday
    [InlineData("2024-01-01", "2023-12-31")]
    [InlineData("2024-03-01", "2024-02-29")]
    [InlineData("2023-03-01", "2023-02-28")]
    public void Daily_data_are_expected_up_to_yesterday(string asOf, string expected) =>
        AssertExpected(expected, new() { Frequency = Frequency.Daily }, asOf);

    [Theory]
    [InlineData("2024-01-08", "2024-01-05")] // Monday
    [InlineData("2024-01-07", "2024-01-05")] // Sunday
    [InlineData("2024-01-06", "2024-01-05")] // Saturday
    [InlineData("2024-01-05", "2024-01-04")] // Friday
    [InlineData("2024-01-02", "2024-01-01")] // no holiday without a calendar
    public void Daily_data_on_business_days_are_expected_up_to_the_last_one_strictly_before(string asOf, string expected) =>
        AssertExpected(expected, new() { BusinessDaysOnly = true }, asOf);

    [Theory]
    [InlineData("2024-01-02", "2023-12-29")] // New Year's Day is a Monday
    [InlineData("2024-01-16", "2024-01-12")] // Martin Luther King Day after a weekend
    [InlineData("2024-01-15", "2024-01-12")] // on the holiday itself
    [InlineData("2024-04-01", "2024-03-28")] // Good Friday before a weekend
    [InlineData("2024-12-26", "2024-12-24")] // in the middle of a week
    public void Holidays_are_no_business_days(string asOf, string expected) =>
        AssertExpected(expected, new() { BusinessDaysOnly = true }, asOf, NewYork);

    [Theory]
    [InlineData(DayOfWeek.Monday, "2024-01-10", "2024-01-08")]
    [InlineData(DayOfWeek.Monday, "2024-01-08", "2024-01-01")] // on the day itself: the one before
    [InlineData(DayOfWeek.Monday, "2024-01-09", "2024-01-08")]
    [InlineData(DayOfWeek.Monday, "2024-01-07", "2024-01-01")]
    [InlineData(DayOfWeek.Friday, "2024-01-10", "2024-01-05")]
    [InlineData(DayOfWeek.Friday, "2024-01-06", "2024-01-05")]
    [InlineData(DayOfWeek.Sunday, "2024-01-08", "2024-01-07")]
    [InlineData(DayOfWeek.Sunday, "2024-01-07", "2023-12-31")]
    public void Weekly_data_are_expected_up_to_the_last_such_weekday_strictly_before(DayOfWeek day, string asOf, string expected) =>
        AssertExpected(expected, new() { Frequency = Frequency.Weekly, DayOfWeek = day }, asOf);

    [Fact]
    public void Weekly_data_come_on_mondays_unless_told_otherwise() => Assert.Equal(DayOfWeek.Monday, new UpdateFrequency().DayOfWeek);

    [Theory]
    [InlineData(null, "2024-03-01", "2024-02-29")]
    [InlineData(null, "2024-03-31", "2024-02-29")] // on the last day itself: the month before
    [InlineData(null, "2024-04-01", "2024-03-31")]
    [InlineData(null, "2024-01-15", "2023-12-31")]
    [InlineData(15, "2024-03-15", "2024-02-15")]
    [InlineData(15, "2024-03-16", "2024-03-15")]
    [InlineData(15, "2024-01-15", "2023-12-15")]
    [InlineData(1, "2024-01-01", "2023-12-01")]
    [InlineData(1, "2024-01-02", "2024-01-01")]
    [InlineData(31, "2024-02-29", "2024-01-31")]
    [InlineData(31, "2024-03-01", "2024-02-29")] // clamped in a leap year
    [InlineData(31, "2023-03-01", "2023-02-28")]
    [InlineData(30, "2023-03-30", "2023-02-28")]
    [InlineData(29, "2024-03-01", "2024-02-29")]
    [InlineData(29, "2023-03-01", "2023-02-28")]
    [InlineData(31, "2024-05-01", "2024-04-30")]
    [InlineData(31, "2100-03-01", "2100-02-28")] // a century without a leap day
    [InlineData(31, "2000-03-01", "2000-02-29")]
    public void Monthly_data_are_expected_up_to_the_last_such_day_strictly_before(int? day, string asOf, string expected) =>
        AssertExpected(expected, new() { Frequency = Frequency.Monthly, DayOfMonth = day }, asOf);

    [Theory]
    [InlineData("2024-01-01", "2023-12-31")]
    [InlineData("2024-03-31", "2023-12-31")]
    [InlineData("2024-04-01", "2024-03-31")]
    [InlineData("2024-06-30", "2024-03-31")]
    [InlineData("2024-07-01", "2024-06-30")]
    [InlineData("2024-11-15", "2024-09-30")]
    [InlineData("2024-12-31", "2024-09-30")]
    public void Quarterly_data_are_expected_up_to_the_end_of_the_last_quarter(string asOf, string expected) =>
        AssertExpected(expected, new() { Frequency = Frequency.Quarterly }, asOf);

    [Fact]
    public void Irregular_data_are_never_expected() =>
        Assert.Null(ExpectedDataDate.On(new() { Frequency = Frequency.Irregular }, Date("2024-01-08"), BusinessCalendar.Weekdays));

    [Theory]
    [InlineData(false, 0, "2024-01-16", "2024-01-16")]
    [InlineData(false, 3, "2024-01-16", "2024-01-13")]
    [InlineData(true, 0, "2024-01-16", "2024-01-16")]
    [InlineData(true, 1, "2024-01-16", "2024-01-12")] // over a weekend and a holiday
    [InlineData(true, 3, "2024-01-16", "2024-01-10")]
    public void Grace_counts_business_days_only_when_the_data_do(bool businessDaysOnly, int grace, string expected, string tolerated) =>
        Assert.Equal(
            Date(tolerated),
            ExpectedDataDate.WithGrace(new() { BusinessDaysOnly = businessDaysOnly, GracePeriodDays = grace }, Date(expected), NewYork));

    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    [InlineData(-1)]
    public void A_day_that_no_month_has_is_refused(int day) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new UpdateFrequency { DayOfMonth = day });

    [Fact]
    public void Negative_grace_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new UpdateFrequency { GracePeriodDays = -1 });

    [Fact]
    public void The_expected_date_is_past_never_goes_back_and_stays_within_its_period()
    {
        var cases =
            from frequency in Gen.Elements(Frequency.Daily, Frequency.Weekly, Frequency.Monthly, Frequency.Quarterly)
            from businessDaysOnly in Gen.Elements(false, true)
            from dayOfWeek in Gen.Elements(Enum.GetValues<DayOfWeek>())
            from dayOfMonth in Gen.Choose(0, 31)
            from day in Gen.Choose(0, 36_000)
            select (
                Update: new UpdateFrequency
                {
                    Frequency = frequency,
                    BusinessDaysOnly = businessDaysOnly,
                    DayOfWeek = dayOfWeek,
                    DayOfMonth = dayOfMonth == 0 ? null : dayOfMonth,
                },
                AsOf: Date("2000-01-01").AddDays(day));

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var expected = ExpectedDataDate.On(c.Update, c.AsOf, NewYork)!.Value;
            var longest = c.Update.Frequency switch { Frequency.Daily => 5, Frequency.Weekly => 7, Frequency.Monthly => 31, _ => 92 };
            return expected < c.AsOf
                && expected >= c.AsOf.AddDays(-longest)
                && ExpectedDataDate.On(c.Update, c.AsOf.AddDays(1), NewYork) >= expected;
        }).QuickCheckThrowOnFailure();
    }

    private static void AssertExpected(string expected, UpdateFrequency frequency, string asOf, BusinessCalendar? calendar = null) =>
        Assert.Equal(Date(expected), ExpectedDataDate.On(frequency, Date(asOf), calendar ?? BusinessCalendar.Weekdays));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
