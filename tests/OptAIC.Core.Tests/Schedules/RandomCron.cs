using System.Globalization;

namespace OptAIC.Core.Tests.Schedules;

/// <summary>A random expression and what it means, told by sets and plain calendar arithmetic rather than by reading its text.</summary>
internal sealed record RandomCron(string Text, bool IsInterval, Func<DateTime, bool> Matches)
{
    private static readonly string[] Weekdays = ["sun", "MON", "tue", "WED", "thu", "FRI", "sat"];

    public static RandomCron Create(Random random)
    {
        var minute = Field(random, 0, 59, 0.2);
        var hour = Field(random, 0, 23, 0.4);
        var month = Field(random, 1, 12, 0.9);
        var day = Day(random);
        var weekday = Weekday(random);
        return new RandomCron(
            $"{minute.Text} {hour.Text} {day.Text} {month.Text} {weekday.Text}",
            minute.IsInterval || hour.IsInterval,
            wall => wall.Second == 0 && minute.Values.Contains(wall.Minute) && hour.Values.Contains(wall.Hour) && month.Values.Contains(wall.Month) && day.Matches(wall.Date) && weekday.Matches(wall.Date));
    }

    private static (string Text, HashSet<int> Values, bool IsInterval) Field(Random random, int least, int most, double any)
    {
        if (random.NextDouble() < any)
        {
            return ("*", [.. Enumerable.Range(least, most - least + 1)], true);
        }

        int Value() => random.Next(least, most + 1);
        switch (random.Next(4))
        {
            case 0:
                var list = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Value()).ToHashSet();
                return (string.Join(',', list), list, false);
            case 1:
                var (from, to, by) = (Value(), Value(), random.Next(1, 5));
                var range = new HashSet<int>();
                var size = most - least + 1;
                for (var v = from; v <= (to < from ? to + size : to); v += by)
                {
                    range.Add(least + ((v - least) % size));
                }

                return (by == 1 ? $"{from}-{to}" : $"{from}-{to}/{by}", range, true);
            case 2:
                var step = random.Next(1, most - least + 2);
                return ($"*/{step}", [.. Enumerable.Range(least, most - least + 1).Where(v => (v - least) % step == 0)], true);
            default:
                var one = Value();
                return (one.ToString(CultureInfo.InvariantCulture), [one], false);
        }
    }

    private static (string Text, Func<DateTime, bool> Matches) Day(Random random)
    {
        var n = random.Next(1, 32);
        switch (random.NextDouble() < 0.7 ? -1 : random.Next(5))
        {
            case 0:
                return ("L", d => d.AddDays(1).Day == 1);
            case 1:
                return ($"L-{n % 5}", d => d.AddDays(n % 5).Month == d.Month && d.AddDays((n % 5) + 1).Day == 1);
            case 2:
                return ("LW", d => d == Working(Month(d).AddMonths(1).AddDays(-1)));
            case 3:
                return ($"{n}W", d => n <= DateTime.DaysInMonth(d.Year, d.Month) && d == Working(Month(d).AddDays(n - 1)));
            case 4:
                return Plain(Field(random, 1, 31, 0), d => d.Day);
            default:
                return ("*", _ => true);
        }
    }

    private static (string Text, Func<DateTime, bool> Matches) Weekday(Random random)
    {
        var n = random.Next(0, 7);
        switch (random.NextDouble() < 0.7 ? -1 : random.Next(4))
        {
            case 0:
                return ($"{n}L", d => (int)d.DayOfWeek == n && d.AddDays(7).Month != d.Month);
            case 1:
                var nth = random.Next(1, 6);
                return ($"{Weekdays[n]}#{nth}", d => (int)d.DayOfWeek == n && (d.Day - 1) / 7 == nth - 1);
            case 2:
                return Plain(Field(random, 0, 6, 0), d => (int)d.DayOfWeek);
            case 3:
                return (Weekdays[n], d => (int)d.DayOfWeek == n);
            default:
                return ("?", _ => true);
        }
    }

    private static (string Text, Func<DateTime, bool> Matches) Plain((string Text, HashSet<int> Values, bool IsInterval) field, Func<DateTime, int> of) => (field.Text, d => field.Values.Contains(of(d)));

    private static DateTime Month(DateTime day) => new(day.Year, day.Month, 1);

    private static DateTime Working(DateTime day) => Enumerable.Range(-2, 5).Select(n => day.AddDays(n))
        .Where(d => d.Month == day.Month && d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
        .MinBy(d => Math.Abs((d - day).Days));
}
