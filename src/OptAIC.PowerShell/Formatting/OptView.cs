using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using OptAIC.Contracts;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Models;
using OptAIC.Runs;
using OptAIC.Schedules;

namespace OptAIC.Formatting;

/// <summary>Computes the cells of the table views. Called by OptAIC.Format.ps1xml only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OptView
{
    /// <summary>A status in its colour.</summary>
    /// <param name="status">A <see cref="FlowStatus"/>, a <see cref="RunStatus"/>, or the outcome of a step.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    public static string Status(object? status, PSObject? style)
    {
        var text = status?.ToString() ?? "";
        var colour = text switch
        {
            nameof(FlowStatus.Ready) or nameof(RunStatus.Completed) or nameof(TestOutcome.Passed) or nameof(ModelStage.Active) or nameof(ScheduleState.Waiting) or nameof(ScheduleEventKind.Recovered) or "completed" => "Green",
            nameof(FlowStatus.Running) or nameof(RunStatus.Pending) or nameof(ModelStage.Candidate) or nameof(ScheduleState.Claimed) or nameof(ScheduleEventKind.Started) => "Cyan",
            nameof(FlowStatus.Error) or nameof(RunStatus.Failed) or nameof(IssueSeverity.Error) or nameof(ContractOutcome.Blocked) or nameof(ScheduleState.Overdue) or nameof(ScheduleState.Broken) or nameof(ScheduleEventKind.Alert) or "failed" or "missing" or "unreadable" => "Red",
            nameof(FlowStatus.Stale) or nameof(FlowStatus.StaleSourceDelayed) or nameof(IssueSeverity.Warning) or nameof(ContractOutcome.Warned) or nameof(ScheduleState.Due) or nameof(ScheduleEventKind.Missed) or nameof(ScheduleEventKind.Skipped) or "not_run" or "busy" => "Yellow",
            nameof(RunStatus.Cancelled) or "cancelled" => "Magenta",
            _ => "BrightBlack",
        };
        return text.Length > 0 && Member(Member(style, "Foreground"), colour)?.BaseObject is string start && Member(style, "Reset")?.BaseObject is string reset
            ? start + text + reset
            : text;
    }

    /// <summary>An instant in the session's time zone, to the second; empty for none.</summary>
    public static string Time(DateTimeOffset? time) => time?.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    /// <summary>An instant on the wall clock of its own offset.</summary>
    public static string Wall(DateTimeOffset time) => time.ToString("ddd yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>An instant in UTC.</summary>
    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The rule by which a schedule fires.</summary>
    public static string Rule(OccurrenceRule rule) => rule switch
    {
        OccurrenceRule.Gap => "gap → first instant after",
        OccurrenceRule.Repeat => "repeat → first only",
        _ => "normal",
    };

    /// <summary>A date; empty for none.</summary>
    public static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A length of time, to three digits; empty for none.</summary>
    public static string Duration(TimeSpan? duration) => duration switch
    {
        null => "",
        { TotalSeconds: < 1 } d => string.Create(CultureInfo.InvariantCulture, $"{d.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } d => string.Create(CultureInfo.InvariantCulture, $"{d.TotalSeconds:0.0} s"),
        { } d => d.ToString(d.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture),
    };

    /// <summary>Particulars as <c>name=value</c>, on one line.</summary>
    public static string Pairs(IReadOnlyDictionary<string, string>? pairs) =>
        pairs is null ? "" : string.Join(' ', pairs.Select(p => $"{p.Key}={p.Value}")).ReplaceLineEndings(" ");

    /// <summary>A number of bytes with its unit.</summary>
    public static string Size(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var unit = bytes < 1024 ? 0 : Math.Min(units.Length - 1, (int)Math.Log(bytes, 1024));
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / Math.Pow(1024, unit):0.#} {units[unit]}");
    }

    /// <summary>The first reason with its chain to the root cause, and how many more there are.</summary>
    public static string Why(IReadOnlyList<OptReason>? reasons) => reasons switch
    {
        null or [] => "",
        [var only] => only.ToString(),
        [var first, ..] => $"{first} (+{reasons.Count - 1})",
    };

    /// <summary>What a contract found, and how much it looked at.</summary>
    public static string Found(OptContractReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Issues.Count > 0
            ? string.Join("; ", report.Issues.Select(i => i.Message))
            : report.Checked > 0 ? string.Create(CultureInfo.InvariantCulture, $"{report.Checked:N0} checked") : "";
    }

    /// <summary>What a promotion starts from.</summary>
    public static string From(OptPromotion promotion)
    {
        ArgumentNullException.ThrowIfNull(promotion);
        return promotion.ToModel is null ? State(promotion.FromType, promotion.FromStage) : $"model {promotion.FromModel?[..12] ?? "none"}";
    }

    /// <summary>What a promotion leads to.</summary>
    public static string To(OptPromotion promotion)
    {
        ArgumentNullException.ThrowIfNull(promotion);
        return promotion.ToModel is { } model ? $"model {model[..12]}" : State(promotion.ToType, promotion.ToStage);
    }

    /// <summary>Metrics by name.</summary>
    public static string Metrics(IReadOnlyDictionary<string, double?>? metrics) =>
        string.Join(", ", (metrics ?? new Dictionary<string, double?>()).Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Key} {m.Value:G4}")));

    /// <summary>A flow as people write it.</summary>
    public static string Flow(string instance, FlowKind flow) => $"{instance}.{SnakeCase.Of(flow)}";

    /// <summary>The values of a row of data.</summary>
    public static string Values(PSObject row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return string.Join("  ", row.Properties.Skip(2).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name}={p.Value ?? "-":G6}")));
    }

    private static string State(InstanceType type, InstanceStage stage) => $"{type}, {SnakeCase.Of(stage)}";

    private static PSObject? Member(PSObject? of, string name) => of?.Properties[name]?.Value is { } value ? PSObject.AsPSObject(value) : null;
}
