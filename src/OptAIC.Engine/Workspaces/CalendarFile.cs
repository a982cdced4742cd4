using System.Globalization;
using OptAIC.Errors;
using OptAIC.Freshness;

namespace OptAIC.Engine.Workspaces;

/// <summary>Reads a holiday calendar: one ISO date per line; a header line and <c>#</c> comments are passed over.</summary>
internal static class CalendarFile
{
    public static BusinessCalendar Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new CalendarException(path, null, "is missing");
        }

        var holidays = new List<DateOnly>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var cell = line.Split(',')[0].Trim();
            if (DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                holidays.Add(date);
            }
            else if (cell.Length > 0 && cell[0] != '#' && number > 1)
            {
                throw new CalendarException(path, number, $"'{cell}' is not a date such as 2026-12-25");
            }
        }

        return new BusinessCalendar(holidays);
    }
}

/// <summary>A holiday calendar cannot be used.</summary>
/// <param name="path">The file.</param>
/// <param name="line">The line.</param>
/// <param name="problem">What is wrong.</param>
public sealed class CalendarException(string path, int? line, string problem)
    : OptException("InvalidCalendar", ExitCode.Usage, $"{path}{(line is null ? "" : $":{line}")}: {problem}", "a calendar is a CSV file below calendars/ with one date per line")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
