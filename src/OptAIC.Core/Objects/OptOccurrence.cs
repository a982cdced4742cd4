using System.Text.Json.Serialization;
using OptAIC.Model;
using OptAIC.Schedules;

namespace OptAIC;

/// <summary>An instant at which a schedule fires.</summary>
public sealed record OptOccurrence
{
    /// <summary>The flow whose schedule it is, as <c>prices.refresh</c>; <c>null</c> when an expression was asked.</summary>
    public string? Flow { get; init; }

    /// <summary>The instant.</summary>
    public required DateTimeOffset Utc { get; init; }

    /// <summary>The same on the wall clock of the schedule's zone, with the offset that it has then.</summary>
    [JsonConverter(typeof(OffsetTimeConverter))]
    public required DateTimeOffset Local { get; init; }

    /// <summary>Why it fires then.</summary>
    public required OccurrenceRule Rule { get; init; }
}
