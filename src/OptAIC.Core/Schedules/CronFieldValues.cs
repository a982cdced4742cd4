namespace OptAIC.Schedules;

/// <summary>What a field of an expression means.</summary>
internal sealed record CronFieldValues
{
    /// <summary>Most weeks that a weekday falls into in a month.</summary>
    public const int WeeksInMonth = 5;

    /// <summary>The values that it names, a bit each.</summary>
    public ulong Values { get; init; }

    /// <summary>Whether it has <c>*</c>, a range or a step: then times follow one another rather than being fixed.</summary>
    public bool IsInterval { get; init; }

    /// <summary><c>L-n</c>: days counted back from the last of the month, bit 0 the last.</summary>
    public uint BeforeLast { get; init; }

    /// <summary><c>L-nW</c>: as <see cref="BeforeLast"/>, moved to a working day.</summary>
    public uint WorkdaysBeforeLast { get; init; }

    /// <summary><c>nW</c>: days, a bit each, moved to the nearest working day.</summary>
    public ulong NearestWorkdays { get; init; }

    /// <summary><c>nL</c>: weekdays of which the last in the month is meant, bit 0 Sunday.</summary>
    public uint LastWeekdays { get; init; }

    /// <summary><c>n#k</c>: five bits per weekday, bit 0 the first Sunday.</summary>
    public ulong NthWeekdays { get; init; }

    /// <summary>Either of two.</summary>
    public CronFieldValues Or(CronFieldValues other) => new()
    {
        Values = Values | other.Values,
        IsInterval = IsInterval || other.IsInterval,
        BeforeLast = BeforeLast | other.BeforeLast,
        WorkdaysBeforeLast = WorkdaysBeforeLast | other.WorkdaysBeforeLast,
        NearestWorkdays = NearestWorkdays | other.NearestWorkdays,
        LastWeekdays = LastWeekdays | other.LastWeekdays,
        NthWeekdays = NthWeekdays | other.NthWeekdays,
    };
}
