using System.Globalization;
using System.Text;
using System.Text.Json;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Errors;
using OptAIC.Freshness;
using OptAIC.Schedules;

namespace OptAIC.Engine.Schedules;

/// <summary>Reads schedules as documents have them. What is written alike is read once.</summary>
internal sealed class ScheduleReader(WorkspaceContext workspace)
{
    private const string Expression = "expression";

    private static readonly TimeOnly LastMinute = new(23, 59);
    private static readonly string[] WindowKeys = ["start_time", "end_time", "days", "business_days_only"];

    private readonly Dictionary<(string Spec, string? Zone), Rest> _known = [];

    /// <summary>A schedule as the registry keeps it: the expression, in which schedules differ, apart from the rest, in which most are alike.</summary>
    public static string WithoutExpression(JsonElement schedule) => Encoding.UTF8.GetString(CanonicalJson.ToBytes(writer =>
    {
        writer.WriteStartObject();
        foreach (var property in schedule.EnumerateObject().Where(p => p.Name != Expression))
        {
            property.WriteTo(writer);
        }

        writer.WriteEndObject();
    }));

    /// <summary>A schedule of the registry. One that was set on another machine, or whose calendar is gone, says why it cannot be followed, and stands in the way of no other.</summary>
    public FlowSchedule Read(ScheduleRow row)
    {
        if (!_known.TryGetValue((row.Spec, row.Zone), out var rest))
        {
            using var json = JsonDocument.Parse(row.Spec);
            _known.Add((row.Spec, row.Zone), rest = RestOrProblem(json.RootElement, row.Zone));
        }

        if (row.Expression is not { } expression || rest.Schedule.Problem is not null)
        {
            return rest.Schedule;
        }

        if (!rest.ByExpression.TryGetValue(expression, out var schedule))
        {
            rest.ByExpression.Add(expression, schedule = Cron(rest, expression));
        }

        return schedule;
    }

    /// <summary>A schedule that its schema has accepted.</summary>
    /// <param name="value">The schedule.</param>
    /// <param name="zone">The zone of the instance, for a schedule that names none.</param>
    /// <exception cref="UnknownTimeZoneException">The zone is not known on this machine.</exception>
    /// <exception cref="InvalidCronException">An expression, or the days of an interval, cannot be read.</exception>
    public FlowSchedule Read(JsonElement value, string? zone)
    {
        var rest = RestOf(value, zone);
        return value.Text(Expression) is { } expression ? Cron(rest, expression) : rest.Schedule;
    }

    private static FlowSchedule Cron(Rest rest, string expression) => rest.Schedule with
    {
        Text = $"cron {expression}{rest.Schedule.Text}",
        Times = PlannedTimes.Of(CronExpression.Parse(expression), rest.Zone, rest.BusinessDays),
    };

    private Rest RestOrProblem(JsonElement value, string? zone)
    {
        try
        {
            return RestOf(value, zone);
        }
        catch (OptException unknown)
        {
            var kind = value.Word<ScheduleKind>("type") ?? ScheduleKind.Manual;
            return new Rest(
                new FlowSchedule { Kind = kind, Text = kind == ScheduleKind.Cron ? "cron" : Text(value, kind), IsEnabled = value.Flag("enabled") ?? true, Problem = unknown.Message },
                ZoneOffsets.Of(TimeZoneInfo.Utc),
                null);
        }
    }

    private Rest RestOf(JsonElement value, string? zone)
    {
        var offsets = ZoneOffsets.Of(workspace.Zone(value.Text("timezone") ?? zone));
        var start = Limit(value.Text("start"), offsets.Zone, isEnd: false);
        var kind = value.Word<ScheduleKind>("type") ?? ScheduleKind.Manual;
        var schedule = new FlowSchedule
        {
            Kind = kind,
            Text = Text(value, kind),
            Times = kind == ScheduleKind.Interval ? Interval(value, offsets, start) : null,
            IsEnabled = value.Flag("enabled") ?? true,
            CatchUp = value.Word<CatchUp>("catch_up") ?? CatchUp.Last,
            Grace = value.Duration("grace") ?? FlowSchedule.DefaultGrace,
            Jitter = value.Duration("jitter") ?? TimeSpan.Zero,
            Start = start,
            End = Limit(value.Text("end"), offsets.Zone, isEnd: true),
        };
        return new Rest(schedule, offsets, BusinessDays(value));
    }

    private PlannedTimes Interval(JsonElement value, ZoneOffsets zone, DateTimeOffset? start)
    {
        var interval = TimeSpan.FromMinutes(value.Integer("interval_minutes")!.Value);
        var window = WindowKeys.Any(k => value.Value(k) is { ValueKind: not JsonValueKind.False })
            ? new IntervalWindow(
                Time(value.Text("start_time")) ?? TimeOnly.MinValue,
                Time(value.Text("end_time")) ?? LastMinute,
                value.Text("days") is { } days ? IntervalWindow.ParseWeekdays(days) : IntervalWindow.EveryDay)
            : null;
        return PlannedTimes.Of(interval, window, zone, start ?? Midnight(new DateOnly(1970, 1, 1), zone.Zone), BusinessDays(value));
    }

    private BusinessCalendar? BusinessDays(JsonElement value) =>
        value.Flag("business_days_only") == true ? workspace.Calendar(value.Text("calendar")) : null;

    private static string Text(JsonElement value, ScheduleKind kind) => kind switch
    {
        // What stands behind the expression.
        ScheduleKind.Cron => value.Flag("business_days_only") == true ? " on business days" : "",
        ScheduleKind.Interval => $"every {value.Integer("interval_minutes")!.Value.ToString(CultureInfo.InvariantCulture)} min"
            + (value.Text("start_time") is { } from ? $" from {from}" : "")
            + (value.Text("end_time") is { } to ? $" to {to}" : "")
            + (value.Text("days") is { } days ? $" {days}" : "")
            + (value.Flag("business_days_only") == true ? " on business days" : ""),
        ScheduleKind.Upstream => "upstream",
        _ => "manual",
    };

    private static TimeOnly? Time(string? text) => text is null ? null : TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    // A date means all of that day; an instant that is the end still counts.
    private static DateTimeOffset? Limit(string? text, TimeZoneInfo zone, bool isEnd)
    {
        if (text is null)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Midnight(isEnd ? day.AddDays(1) : day, zone)
            : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).AddTicks(isEnd ? 1 : 0);
    }

    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone) => ExpectedDataDate.ExpectedFrom(day.AddDays(-1), zone);

    /// <summary>All of a schedule but its expression.</summary>
    private sealed record Rest(FlowSchedule Schedule, ZoneOffsets Zone, BusinessCalendar? BusinessDays)
    {
        public Dictionary<string, FlowSchedule> ByExpression { get; } = new(StringComparer.Ordinal);
    }
}
