using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Ticks;

/// <summary>What became of a tick.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<TickOutcome>))]
public enum TickOutcome
{
    /// <summary>It is registered where there was none.</summary>
    Registered,

    /// <summary>It is registered in place of one that was there.</summary>
    Replaced,

    /// <summary>It was registered, and is no longer.</summary>
    Unregistered,

    /// <summary>There was none to remove.</summary>
    Absent,
}
