using System.Globalization;

namespace OptAIC.Schedules;

/// <summary>Reads one field of an expression: a list of values, ranges and steps, and what only days have.</summary>
internal ref struct CronFieldReader
{
    private const int SundayToo = 7;

    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly string _text;
    private readonly CronField _field;
    private readonly int _end;
    private readonly int _least;
    private readonly int _most;
    private int _at;

    public CronFieldReader(string text, CronField field, Range place)
    {
        (_text, _field) = (text, field);
        (_at, _end) = (place.Start.Value, place.End.Value);
        (_least, _most) = field switch
        {
            CronField.Second or CronField.Minute => (0, 59),
            CronField.Hour => (0, 23),
            CronField.DayOfMonth => (1, 31),
            CronField.Month => (1, 12),
            _ => (0, 6),
        };
    }

    private readonly char Now => _at < _end ? _text[_at] : '\0';

    /// <summary>Reads all of it.</summary>
    /// <exception cref="InvalidCronException">Something in it is not allowed.</exception>
    public CronFieldValues Read()
    {
        var values = Item();
        while (Take(','))
        {
            values = values.Or(Item());
        }

        return _at == _end ? values : throw Wrong(_at, $"'{Now}' is not expected here");
    }

    private CronFieldValues Item()
    {
        if (Now is '*' or '?')
        {
            if (Now == '?' && _field is not (CronField.DayOfMonth or CronField.DayOfWeek))
            {
                throw Wrong(_at, "'?' stands for 'any' in the two day fields only");
            }

            _at++;
            return new CronFieldValues { Values = Between(_least, _most, Take('/') ? Step() : 1), IsInterval = true };
        }

        if (_field == CronField.DayOfMonth && Now is 'L' or 'l')
        {
            return FromLast();
        }

        var first = Value();
        if (first == SundayToo && _field == CronField.DayOfWeek && Now != '-')
        {
            first = 0;
        }

        if (_field == CronField.DayOfMonth && Take('W'))
        {
            return new CronFieldValues { NearestWorkdays = 1UL << first };
        }

        if (_field == CronField.DayOfWeek && Take('L'))
        {
            return new CronFieldValues { LastWeekdays = 1u << first };
        }

        if (_field == CronField.DayOfWeek && Take('#'))
        {
            var nth = Number(1, CronFieldValues.WeeksInMonth, "which of the month it is");
            return new CronFieldValues { NthWeekdays = 1UL << ((first * CronFieldValues.WeeksInMonth) + nth - 1) };
        }

        return Range(first);
    }

    private CronFieldValues Range(int first)
    {
        if (Take('-'))
        {
            var last = Value();
            return new CronFieldValues { Values = Between(first, last, Take('/') ? Step() : 1), IsInterval = true };
        }

        return Take('/')
            ? new CronFieldValues { Values = Between(first, _most, Step()), IsInterval = true }
            : new CronFieldValues { Values = 1UL << first };
    }

    // L, L-3, LW, L-3W.
    private CronFieldValues FromLast()
    {
        _at++;
        var before = Take('-') ? Number(0, 30, "how many days before the last it is") : 0;
        return Take('W') ? new CronFieldValues { WorkdaysBeforeLast = 1u << before } : new CronFieldValues { BeforeLast = 1u << before };
    }

    // A range may go over the end of the field and on at its beginning: 22-2, FRI-MON.
    private readonly ulong Between(int first, int last, int step)
    {
        var values = 0UL;
        var size = _most - _least + 1;
        for (var value = first; value <= (last < first ? last + size : last); value += step)
        {
            values |= 1UL << (_least + ((value - _least) % size));
        }

        return values;
    }

    private int Value() => char.IsAsciiLetter(Now) ? Name(_at) : Number(_least, _field == CronField.DayOfWeek ? SundayToo : _most, null);

    private int Name(int start)
    {
        var names = _field == CronField.Month ? Months : _field == CronField.DayOfWeek ? Weekdays : [];
        if (_at + 3 <= _end)
        {
            for (var i = 0; i < names.Length; i++)
            {
                if (_text.AsSpan(_at, 3).Equals(names[i], StringComparison.OrdinalIgnoreCase))
                {
                    _at += 3;
                    return i + _least;
                }
            }
        }

        while (char.IsAsciiLetter(Now))
        {
            _at++;
        }

        throw Wrong(start, $"'{_text[start.._at]}' is not known here");
    }

    private int Step() => Number(1, _most - _least + 1, "the step");

    private int Number(int least, int most, string? what)
    {
        var start = _at;
        var value = 0;
        while (char.IsAsciiDigit(Now) && _at - start < 4)
        {
            value = (value * 10) + (_text[_at++] - '0');
        }

        if (_at == start)
        {
            throw Wrong(start, Now == '\0' || Now == ',' ? "a value is missing" : $"'{Now}' is not expected here");
        }

        return value >= least && value <= most
            ? value
            : throw Wrong(start, string.Create(CultureInfo.InvariantCulture, $"{(what is null ? "" : what + " ")}{value} is not between {least} and {most}").TrimStart());
    }

    private bool Take(char expected)
    {
        if (char.ToUpperInvariant(Now) != expected || _at >= _end)
        {
            return false;
        }

        _at++;
        return true;
    }

    private readonly InvalidCronException Wrong(int at, string problem) => new(_text, _field, at + 1, problem, _field switch
    {
        CronField.DayOfMonth => "allowed are 1 to 31, *, ranges (1-5), steps (*/2), lists (1,15), L, L-3, LW and 15W",
        CronField.DayOfWeek => "allowed are 0 to 7 (0 and 7 are Sunday), SUN to SAT, *, ranges (MON-FRI), lists, 5L (the last Friday) and 1#2 (the second Monday)",
        CronField.Month => "allowed are 1 to 12, JAN to DEC, *, ranges (3-5), steps (*/3) and lists (1,7)",
        _ => string.Create(CultureInfo.InvariantCulture, $"allowed are {_least} to {_most}, *, ranges (1-5), steps (*/15) and lists (0,30)"),
    });
}
