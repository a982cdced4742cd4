using System.Globalization;
using System.Text.Json;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Yaml;
using OptAIC.Model;
using OptAIC.Schedules;

namespace OptAIC.Engine.Schedules;

/// <summary>Lays a request over the schedule that a flow has.</summary>
internal sealed class ScheduleOverlay(ScheduleRequest request, JsonElement? present)
{
    private static readonly string[] OfCron = ["expression"];
    private static readonly string[] OfInterval = ["interval_minutes", "start_time", "end_time", "days"];
    private static readonly string[] OfClock = ["timezone", "start", "end", "jitter", "grace", "catch_up", "business_days_only", "calendar"];

    private readonly List<DocumentEntry> _entries = [];

    /// <summary>The schedule as a spec writes it; its schema finds what does not go together.</summary>
    public DocumentMapping Apply()
    {
        var kind = request.Kind ?? Implied() ?? present?.Word<ScheduleKind>("type") ?? ScheduleKind.Manual;
        Add("type", SnakeCase.Of(kind), "--kind");
        Add("expression", request.Cron, "--cron");
        Add("interval_minutes", request.IntervalMinutes, "--every");
        Add("start_time", request.StartTime, "--from");
        Add("end_time", request.EndTime, "--to");
        Add("days", request.Days, "--days");
        Add("business_days_only", request.BusinessDaysOnly, "--business-days");
        Add("calendar", request.Calendar, "--calendar");
        Add("timezone", request.TimeZone, "--tz");
        Add("start", request.Start, "--start");
        Add("end", request.End, "--end");
        Add("jitter", request.Jitter, "--jitter");
        Add("grace", request.Grace, "--grace");
        Add("catch_up", request.CatchUp is { } catchUp ? SnakeCase.Of(catchUp) : null, "--catch-up");
        Add("overlap", request.Overlap is { } overlap ? SnakeCase.Of(overlap) : null, "--overlap");
        Add("timeout", request.Timeout, "--timeout");
        Add("enabled", request.Enabled, "--enabled");
        AddRetry();
        Keep(kind);
        return new DocumentMapping(_entries, new DocumentPosition("schedule"));
    }

    private ScheduleKind? Implied() =>
        request.Cron is not null ? ScheduleKind.Cron
        : request.IntervalMinutes is not null ? ScheduleKind.Interval
        : null;

    // A retry policy is one value; its parts are laid over each other.
    private void AddRetry()
    {
        if (request.MaxRetries is null && request.RetryDelay is null)
        {
            return;
        }

        var parts = new List<DocumentEntry>();
        if ((request.MaxRetries ?? present?.Value("retry_policy")?.Integer("max_retries")) is { } most)
        {
            parts.Add(Entry("max_retries", Plain(most.ToString(CultureInfo.InvariantCulture), "--retries")));
        }

        if (request.RetryDelay is { } delay)
        {
            parts.Add(Entry("delay", Text(delay, "--retry-delay")));
        }

        if (present?.Value("retry_policy") is { } policy)
        {
            var position = new DocumentPosition("schedule");
            parts.AddRange(policy.EnumerateObject().Where(p => !parts.Exists(e => e.Name == p.Name)).Select(p => Entry(p.Name, ValueReader.Read(p.Value, position))));
        }

        _entries.Add(Entry("retry_policy", new DocumentMapping(parts, new DocumentPosition("--retries"))));
    }

    private void Keep(ScheduleKind kind)
    {
        if (present is not { } had)
        {
            return;
        }

        var dropped = kind == had.Word<ScheduleKind>("type") ? [] : kind switch
        {
            ScheduleKind.Cron => OfInterval,
            ScheduleKind.Interval => OfCron,
            _ => new[] { OfCron, OfInterval, OfClock }.SelectMany(k => k).ToArray(),
        };
        var position = new DocumentPosition("schedule");
        foreach (var property in had.EnumerateObject().Where(p => !dropped.Contains(p.Name) && !_entries.Exists(e => e.Name == p.Name)))
        {
            _entries.Add(Entry(property.Name, ValueReader.Read(property.Value, position)));
        }
    }

    private void Add(string key, string? text, string option)
    {
        if (text is not null)
        {
            _entries.Add(Entry(key, Text(text, option)));
        }
    }

    private void Add(string key, int? number, string option)
    {
        if (number is { } value)
        {
            _entries.Add(Entry(key, Plain(value.ToString(CultureInfo.InvariantCulture), option)));
        }
    }

    private void Add(string key, bool? flag, string option)
    {
        if (flag is { } value)
        {
            _entries.Add(Entry(key, Plain(value ? "true" : "false", option)));
        }
    }

    private static DocumentEntry Entry(string key, DocumentNode value) => new(new DocumentScalar(key, ScalarStyle.Quoted, value.Position), value);

    private static DocumentScalar Text(string text, string option) => new(text, ScalarStyle.Quoted, new DocumentPosition(option));

    private static DocumentScalar Plain(string text, string option) => new(text, ScalarStyle.Plain, new DocumentPosition(option));
}
