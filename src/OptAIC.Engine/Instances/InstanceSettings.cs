using System.Text.Json;
using OptAIC.Aggregation;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>What an instance's spec says besides its config, for people: schedules by flow, and how statuses are joined.</summary>
internal static class InstanceSettings
{
    private static readonly string[] Leading = ["type", "expression", "interval_minutes", "timezone"];

    /// <summary>The settings of an instance.</summary>
    public static IReadOnlyList<OptConfigValue> Of(InstanceDocument document) =>
    [
        .. document.Schedules is { ValueKind: JsonValueKind.Object } schedules
            ? schedules.EnumerateObject().Select(s => new OptConfigValue { Path = $"schedule.{s.Name}", Value = Schedule(s.Value) })
            : [],
        .. document.Flows.Count > 0 ? [Aggregation(document.StatusAggregationContract)] : Array.Empty<OptConfigValue>(),
    ];

    // What every schedule is known by comes first and speaks for itself: cron 0 6 * * 1-5 America/New_York, overlap skip.
    private static string Schedule(JsonElement schedule)
    {
        var known = Leading.Where(name => schedule.TryGetProperty(name, out _)).ToList();
        var rest = schedule.EnumerateObject().Where(p => !known.Contains(p.Name, StringComparer.Ordinal) && !IsUsual(p)).Select(p => $"{p.Name} {Text(p.Value)}");
        return string.Join(", ", rest.Prepend(string.Join(' ', known.Select(name => Text(schedule.GetProperty(name))))));
    }

    private static bool IsUsual(JsonProperty property) => (property.Name, Text(property.Value)) is ("enabled", "true") or ("catch_up", "last");

    private static OptConfigValue Aggregation(AggregationDocument? given)
    {
        var contract = given?.ToContract() ?? StatusAggregationContract.Default;
        var text = contract switch
        {
            { Primary: { } primary } => $"{SnakeCase.Of(contract.Method)}: {SnakeCase.Of(primary)}",
            _ => $"{SnakeCase.Of(contract.Method)}: {string.Join(", ", contract.Priority.Select(s => SnakeCase.Of(s)))}",
        };
        return new OptConfigValue { Path = "status_aggregation", Value = text, IsDefault = given is null };
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : System.Text.Encoding.UTF8.GetString(CanonicalJson.ToBytes(value));
}
