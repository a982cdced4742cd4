using System.Numerics;

namespace OptAIC.Schedules;

/// <summary>Which days of a month the three day fields of an expression mean: day of month, month and day of week all have to match.</summary>
internal sealed class CronDays
{
    private const int DaysInWeek = 7;
    private const int Saturday = 6;

    private readonly uint _months;
    private readonly uint _daysOfMonth;
    private readonly uint _beforeLast;
    private readonly uint _workdaysBeforeLast;
    private readonly uint _nearestWorkdays;
    private readonly uint _lastWeekdays;
    private readonly ulong _nthWeekdays;
    private readonly bool _hasOddDays;
    private readonly bool _hasOddWeekdays;

    // By the weekday of the first of a month: its days that fall on the weekdays, bit 0 the first.
    private readonly uint[] _weekdays = new uint[DaysInWeek];

    public CronDays(CronFieldValues daysOfMonth, CronFieldValues months, CronFieldValues daysOfWeek)
    {
        _months = (uint)months.Values;
        _daysOfMonth = (uint)(daysOfMonth.Values >> 1);
        (_beforeLast, _workdaysBeforeLast, _nearestWorkdays) = (daysOfMonth.BeforeLast, daysOfMonth.WorkdaysBeforeLast, (uint)(daysOfMonth.NearestWorkdays >> 1));
        (_lastWeekdays, _nthWeekdays) = (daysOfWeek.LastWeekdays, daysOfWeek.NthWeekdays);
        _hasOddDays = (_beforeLast | _workdaysBeforeLast | _nearestWorkdays) != 0;
        _hasOddWeekdays = _lastWeekdays != 0 || _nthWeekdays != 0;
        for (var first = 0; first < DaysInWeek; first++)
        {
            for (var day = 0; day < 31; day++)
            {
                _weekdays[first] |= (uint)((daysOfWeek.Values >> ((first + day) % DaysInWeek)) & 1) << day;
            }
        }
    }

    /// <summary>The first day that matches, not before one; <c>-1</c> when there is none up to year 9999.</summary>
    /// <param name="day">Days since the beginning of year 1.</param>
    public int Next(int day)
    {
        var (year, month, dayOfMonth) = DateOnly.FromDayNumber(day);
        for (var first = day - (dayOfMonth - 1); ;)
        {
            var left = Mask(year, month, first) >> (dayOfMonth - 1);
            if (left != 0)
            {
                return first + dayOfMonth - 1 + BitOperations.TrailingZeroCount(left);
            }

            // The next month that the expression names, this year or a later one.
            var later = _months >> (month + 1) << (month + 1);
            (year, month) = later != 0 ? (year, BitOperations.TrailingZeroCount(later)) : (year + 1, BitOperations.TrailingZeroCount(_months));
            if (year > DateTime.MaxValue.Year)
            {
                return -1;
            }

            (first, dayOfMonth) = (new DateOnly(year, month, 1).DayNumber, 1);
        }
    }

    /// <summary>The last day that matches, not after one; <c>-1</c> when there is none.</summary>
    /// <param name="day">Days since the beginning of year 1.</param>
    public int Previous(int day)
    {
        var (year, month, dayOfMonth) = DateOnly.FromDayNumber(day);
        for (var first = day - (dayOfMonth - 1); ;)
        {
            var left = Mask(year, month, first) << (32 - dayOfMonth);
            if (left != 0)
            {
                return first + dayOfMonth - 1 - BitOperations.LeadingZeroCount(left);
            }

            var earlier = _months & ((1u << month) - 1);
            (year, month) = earlier != 0 ? (year, BitOperations.Log2(earlier)) : (year - 1, BitOperations.Log2(_months));
            if (year < 1)
            {
                return -1;
            }

            (first, dayOfMonth) = (new DateOnly(year, month, 1).DayNumber, DateTime.DaysInMonth(year, month));
        }
    }

    // The days of a month that match, bit 0 the first of them.
    private uint Mask(int year, int month, int first)
    {
        if ((_months >> month & 1) == 0)
        {
            return 0;
        }

        // Day 0 of year 1 was a Monday.
        var (length, weekday) = (DateTime.DaysInMonth(year, month), (first + 1) % DaysInWeek);
        var days = _hasOddDays ? _daysOfMonth | OddDays(length, weekday) : _daysOfMonth;
        var weekdays = _hasOddWeekdays ? _weekdays[weekday] | OddWeekdays(length, weekday) : _weekdays[weekday];
        return days & weekdays & (uint.MaxValue >> (32 - length));
    }

    private uint OddDays(int length, int weekday)
    {
        var days = 0u;
        for (var left = _beforeLast; left != 0; left &= left - 1)
        {
            days |= Bit(length - 1 - BitOperations.TrailingZeroCount(left));
        }

        for (var left = _workdaysBeforeLast; left != 0; left &= left - 1)
        {
            days |= Workday(length - 1 - BitOperations.TrailingZeroCount(left), length, weekday);
        }

        for (var left = _nearestWorkdays; left != 0; left &= left - 1)
        {
            days |= Workday(BitOperations.TrailingZeroCount(left), length, weekday);
        }

        return days;
    }

    // The working day nearest to a day, within its month.
    private static uint Workday(int day, int length, int weekday)
    {
        if (day < 0 || day >= length)
        {
            return 0;
        }

        return ((weekday + day) % DaysInWeek) switch
        {
            Saturday when day == 0 => Bit(2),
            Saturday => Bit(day - 1),
            0 when day == length - 1 => Bit(day - 2),
            0 => Bit(day + 1),
            _ => Bit(day),
        };
    }

    private uint OddWeekdays(int length, int weekday)
    {
        var days = 0u;
        for (var of = 0; of < DaysInWeek; of++)
        {
            var first = (of - weekday + DaysInWeek) % DaysInWeek;
            if ((_lastWeekdays >> of & 1) != 0)
            {
                days |= Bit(first + ((length - 1 - first) / DaysInWeek * DaysInWeek));
            }

            for (var nth = (uint)(_nthWeekdays >> (of * CronFieldValues.WeeksInMonth)) & ((1u << CronFieldValues.WeeksInMonth) - 1); nth != 0; nth &= nth - 1)
            {
                days |= Bit(first + (BitOperations.TrailingZeroCount(nth) * DaysInWeek));
            }
        }

        return days;
    }

    private static uint Bit(int day) => day is >= 0 and < 32 ? 1u << day : 0;
}
