using System.Numerics;

namespace OptAIC.Schedules;

/// <summary>Which seconds of a day the three time fields of an expression mean.</summary>
internal sealed class CronTimes
{
    private const int SecondsInMinute = 60;
    private const int SecondsInHour = 3600;

    private readonly ulong _seconds;
    private readonly ulong _minutes;
    private readonly ulong _hours;

    public CronTimes(CronFieldValues seconds, CronFieldValues minutes, CronFieldValues hours)
    {
        (_seconds, _minutes, _hours) = (seconds.Values, minutes.Values, hours.Values);
        First = (Lowest(_hours) * SecondsInHour) + (Lowest(_minutes) * SecondsInMinute) + Lowest(_seconds);
        Last = (Highest(_hours) * SecondsInHour) + (Highest(_minutes) * SecondsInMinute) + Highest(_seconds);
    }

    /// <summary>The first second of a day that matches.</summary>
    public int First { get; }

    /// <summary>The last one.</summary>
    public int Last { get; }

    /// <summary>The first second that matches, not before one; <c>-1</c> when the rest of the day has none.</summary>
    public int Next(int second)
    {
        var (hour, inHour) = (second / SecondsInHour, second % SecondsInHour);
        var (minute, inMinute) = (inHour / SecondsInMinute, inHour % SecondsInMinute);
        if ((_hours >> hour & 1) != 0)
        {
            if ((_minutes >> minute & 1) != 0 && _seconds >> inMinute is not 0 and var seconds)
            {
                return second + Lowest(seconds);
            }

            if (_minutes >> (minute + 1) is not 0 and var minutes)
            {
                return (hour * SecondsInHour) + ((minute + 1 + Lowest(minutes)) * SecondsInMinute) + Lowest(_seconds);
            }
        }

        return _hours >> (hour + 1) is not 0 and var hours
            ? ((hour + 1 + Lowest(hours)) * SecondsInHour) + (Lowest(_minutes) * SecondsInMinute) + Lowest(_seconds)
            : -1;
    }

    /// <summary>The last second that matches, not after one; <c>-1</c> when the day has none before.</summary>
    public int Previous(int second)
    {
        var (hour, inHour) = (second / SecondsInHour, second % SecondsInHour);
        var (minute, inMinute) = (inHour / SecondsInMinute, inHour % SecondsInMinute);
        if ((_hours >> hour & 1) != 0)
        {
            if ((_minutes >> minute & 1) != 0 && UpTo(_seconds, inMinute) is not 0 and var seconds)
            {
                return second - inMinute + Highest(seconds);
            }

            if (UpTo(_minutes, minute - 1) is not 0 and var minutes)
            {
                return (hour * SecondsInHour) + (Highest(minutes) * SecondsInMinute) + Highest(_seconds);
            }
        }

        return UpTo(_hours, hour - 1) is not 0 and var hours
            ? (Highest(hours) * SecondsInHour) + (Highest(_minutes) * SecondsInMinute) + Highest(_seconds)
            : -1;
    }

    private static ulong UpTo(ulong values, int last) => values & ((1UL << (last + 1)) - 1);

    private static int Lowest(ulong values) => BitOperations.TrailingZeroCount(values);

    private static int Highest(ulong values) => BitOperations.Log2(values);
}
