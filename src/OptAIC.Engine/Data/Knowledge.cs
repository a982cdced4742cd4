using System.Text.Json;
using OptAIC.Model;

namespace OptAIC.Engine.Data;

/// <summary>When the values of a load became known.</summary>
internal enum KnowledgeRule
{
    /// <summary>A row's first value on its observation date, later changes when they were loaded. Assumed, and said so.</summary>
    Observation,

    /// <summary>When they were loaded.</summary>
    LoadTime,
}

/// <summary>Knowledge dates as they stand in a store: an ISO date (known on that day) or a UTC instant; ordered as text.</summary>
internal static class Knowledge
{
    /// <summary>In a content hash, the time of a load is only "later": a version must not depend on the time of day.</summary>
    public const string LoadedLater = "load_time";

    /// <summary>What a run's record says where knowledge is assumed to be that of the observation date.</summary>
    public static readonly JsonElement Assumed = JsonDocument.Parse("""{"knowledge":"observation","assumed":true}""").RootElement.Clone();

    public static string On(DateOnly date) => date.ToString("O");

    public static string At(DateTimeOffset time) => UtcTimeConverter.ToText(time);
}
