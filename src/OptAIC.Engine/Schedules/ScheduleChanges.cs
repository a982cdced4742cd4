using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schedules;

/// <summary>What a change of an instance does to its schedules.</summary>
internal static class ScheduleChanges
{
    // What a schedule does once it fires says nothing about when it does.
    private static readonly string[] NotOfTime = ["catch_up", "grace", "jitter", "overlap", "retry_policy", "timeout", "enabled"];

    /// <summary>Since when each schedule stands as it does: one that plans other instants, or is enabled again, begins anew.</summary>
    /// <param name="before">The instance as it is.</param>
    /// <param name="after">The schedules that it is to have.</param>
    /// <param name="now">The time of the change.</param>
    public static IReadOnlyDictionary<string, DateTimeOffset>? Since(InstanceDocument before, JsonElement? after, DateTimeOffset now)
    {
        var since = new SortedDictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        if (after is { ValueKind: JsonValueKind.Object } schedules)
        {
            foreach (var flow in schedules.EnumerateObject())
            {
                if (before.Schedules?.Value(flow.Name) is not { } had || BeginsAnew(had, flow.Value))
                {
                    since.Add(flow.Name, now);
                }
                else if (before.SchedulesSince is { } known && known.TryGetValue(flow.Name, out var then))
                {
                    since.Add(flow.Name, then);
                }
            }
        }

        return since.Count > 0 ? since : null;
    }

    /// <summary>Whether two states of an instance differ in nothing but schedules: that touches no run.</summary>
    public static bool AreAll(InstanceDocument before, InstanceDraft after, Func<PartReference, InstanceDocument> partOf) =>
        after.Swap is null
        && DocumentEquality.AreSame(WithoutSchedules(before), WithoutSchedules(after.Document with { Parts = before.Parts }))
        && after.Document.Parts.Count == before.Parts.Count
        && before.Parts.All(p => after.Document.Parts.Any(q => q.Role == p.Role && q.Shared == p.Shared && q.Instance == p.Instance)
            && (p.Shared || !after.Parts.TryGetValue(p.Role, out var part) || DocumentEquality.AreSame(partOf(p), part)));

    private static InstanceDocument WithoutSchedules(InstanceDocument document) => document with { Schedules = null, SchedulesSince = null, Spec = null };

    private static bool BeginsAnew(JsonElement before, JsonElement after) =>
        (before.Flag("enabled") == false && after.Flag("enabled") != false) || OfTime(before) != OfTime(after);

    private static string OfTime(JsonElement schedule) =>
        string.Join('\n', schedule.EnumerateObject().Where(p => !NotOfTime.Contains(p.Name)).OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={p.Value.GetRawText()}"));
}
