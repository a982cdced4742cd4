using System.Globalization;
using System.Text.Json.Serialization;
using OptAIC.Definitions;

namespace OptAIC;

/// <summary>Which runs a workspace retains: each rule by itself retains a run. What no rule retains is removed when retention is applied, unless it is needed.</summary>
public sealed record OptRetention
{
    /// <summary>So many newest runs of each flow; <c>null</c> is no such rule.</summary>
    public int? Runs { get; init; }

    /// <summary>Runs that ended within this time; <c>null</c> is no such rule.</summary>
    [JsonConverter(typeof(DurationConverter))]
    public TimeSpan? Age { get; init; }

    /// <summary>So many bytes of what the other rules do not retain, the newest; <c>null</c> is no such rule.</summary>
    public long? Size { get; init; }

    /// <summary>Whether it says anything.</summary>
    [JsonIgnore]
    public bool IsEmpty => Runs is null && Age is null && Size is null;

    /// <summary>In words.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        Runs is { } runs ? string.Create(CultureInfo.InvariantCulture, $"{runs} newest of each flow") : null,
        Age is { } age ? string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0.##} days") : null,
        Size is { } size ? string.Create(CultureInfo.InvariantCulture, $"{size} bytes") : null,
    }.Where(r => r is not null));
}
