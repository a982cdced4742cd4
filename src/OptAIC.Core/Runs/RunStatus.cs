using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Runs;

/// <summary>States of a run. The last three are final.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>Claimed, not yet at work.</summary>
    Pending,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Ended well; what it made is published.</summary>
    Completed,

    /// <summary>Ended badly, or its runner died; nothing is published.</summary>
    Failed,

    /// <summary>Ended on request.</summary>
    Cancelled,
}
