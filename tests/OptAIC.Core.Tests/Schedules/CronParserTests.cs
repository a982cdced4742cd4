using OptAIC.Schedules;

namespace OptAIC.Core.Tests.Schedules;

public sealed class CronParserTests
{
    [Theory]
    [InlineData("", null, 1, "it has 0 fields")]
    [InlineData("   ", null, 4, "it has 0 fields")]
    [InlineData("5", null, 2, "it has 1 field")]
    [InlineData("* * * *", null, 8, "it has 4 fields")]
    [InlineData("* * * * * * *", null, 13, "it has more than six fields")]
    [InlineData("61 4 1 * *", CronField.Minute, 1, "61 is not between 0 and 59")]
    [InlineData("0 24 * * *", CronField.Hour, 3, "24 is not between 0 and 23")]
    [InlineData("0 0 0 * *", CronField.DayOfMonth, 5, "0 is not between 1 and 31")]
    [InlineData("0 0 1 13 *", CronField.Month, 7, "13 is not between 1 and 12")]
    [InlineData("0 0 * * 8", CronField.DayOfWeek, 9, "8 is not between 0 and 7")]
    [InlineData("60 * * * * *", CronField.Second, 1, "60 is not between 0 and 59")]
    [InlineData("*/0 * * * *", CronField.Minute, 3, "the step 0 is not between 1 and 60")]
    [InlineData("*/ * * * *", CronField.Minute, 3, "a value is missing")]
    [InlineData("1, * * * *", CronField.Minute, 3, "a value is missing")]
    [InlineData("1- * * * *", CronField.Minute, 3, "a value is missing")]
    [InlineData("-1 * * * *", CronField.Minute, 1, "'-' is not expected here")]
    [InlineData("1.5 * * * *", CronField.Minute, 2, "'.' is not expected here")]
    [InlineData("99999999999 * * * *", CronField.Minute, 1, "9999 is not between 0 and 59")]
    [InlineData("0 0 * MOON *", CronField.Month, 7, "'MOON' is not known here")]
    [InlineData("0 0 * * JAN", CronField.DayOfWeek, 9, "'JAN' is not known here")]
    [InlineData("MON 0 * * *", CronField.Minute, 1, "'MON' is not known here")]
    [InlineData("L * * * *", CronField.Minute, 1, "'L' is not known here")]
    [InlineData("? * * * *", CronField.Minute, 1, "'?' stands for 'any' in the two day fields only")]
    [InlineData("0 0 * * 1#6", CronField.DayOfWeek, 11, "which of the month it is 6 is not between 1 and 5")]
    [InlineData("0 0 L-31 * *", CronField.DayOfMonth, 7, "how many days before the last it is 31 is not between 0 and 30")]
    [InlineData("0 0 1W2 * *", CronField.DayOfMonth, 7, "'2' is not expected here")]
    [InlineData("@reboot", null, 1, "there is no macro '@reboot'")]
    public void A_wrong_expression_is_refused_with_its_field_and_place(string expression, CronField? field, int position, string problem)
    {
        var wrong = Assert.Throws<InvalidCronException>(() => CronExpression.Parse(expression));

        Assert.Equal((field, position, problem), (wrong.Field, wrong.Position, wrong.Problem));
        Assert.NotNull(wrong.Hint);
    }

    [Theory]
    [InlineData("0 6 * * 1-5", false)]
    [InlineData("0,30 6,7 * * *", false)]
    [InlineData("0 */2 * * *", true)]
    [InlineData("0-10 6 * * *", true)]
    [InlineData("5/10 6 * * *", true)]
    [InlineData("* 6 * * *", true)]
    [InlineData("0 0 6 * * *", false)]
    [InlineData("* 0 6 * * *", true)]
    public void An_interval_has_a_star_a_range_or_a_step_in_its_time(string expression, bool isInterval) =>
        Assert.Equal(isInterval, CronExpression.Parse(expression).IsInterval);

    [Fact]
    public void An_expression_is_shown_as_it_was_written() => Assert.Equal(" 0  6\t* * mon-fri ", CronExpression.Parse(" 0  6\t* * mon-fri ").ToString());
}
