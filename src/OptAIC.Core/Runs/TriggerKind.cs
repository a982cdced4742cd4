using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Runs;

/// <summary>What started a run.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<TriggerKind>))]
public enum TriggerKind
{
    /// <summary>A person or a script.</summary>
    Manual,

    /// <summary>A planned instant.</summary>
    Schedule,

    /// <summary>New data upstream.</summary>
    Upstream,

    /// <summary>A refresh of something downstream.</summary>
    Recursive,

    /// <summary>A repetition of an earlier run; never published, never counted.</summary>
    Replay,

    /// <summary>A person who works on its notebook in a browser; never published, never counted.</summary>
    Interactive,
}
