using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>Everything about one flow that its status is computed from, upstreams apart.</summary>
public sealed record FlowFacts
{
    private readonly StaleOn? _staleOn;

    /// <summary>The flow.</summary>
    public required FlowKey Flow { get; init; }

    /// <summary>Description of the live owner (run, process, host), or <c>null</c> when nobody is running it.</summary>
    public string? LiveOwner { get; init; }

    /// <summary>How its last ended run failed, or <c>null</c> when that run completed or there is none. Cancelled runs and replays do not count.</summary>
    public FailureFacts? LastFailure { get; init; }

    /// <summary>Its last completed run, if any.</summary>
    public CompletedRunFacts? LastCompleted { get; init; }

    /// <summary>When newer data are expected; <c>null</c>: no date rule.</summary>
    public UpdateFrequency? UpdateFrequency { get; init; }

    /// <summary>Business days for <see cref="UpdateFrequency"/>.</summary>
    public BusinessCalendar Calendar { get; init; } = BusinessCalendar.Weekdays;

    /// <summary>Zone of the schedule, in which days begin and end.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>How the declared source differs from what the last completed run read, down to the file; <c>null</c> when it does not.</summary>
    public string? SourceChange { get; init; }

    /// <summary>How old the knowledge of the declared source is, in words; <c>null</c> when it was looked at now.</summary>
    public string? SourceLook { get; init; }

    /// <summary>Content hash of the definition now.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>Hash of the resolved config and parts now.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>Of a training flow, the model version that is active: the last one promoted, whatever was trained since.</summary>
    public string? ActiveModelVersion { get; init; }

    /// <summary>Of a training flow, which of the versions that it makes become active by themselves.</summary>
    public ModelPromotion Promotion { get; init; } = ModelPromotion.First;

    /// <summary>What makes this flow stale; <see cref="StaleOnDefault"/> when left out.</summary>
    public StaleOn StaleOn
    {
        get => _staleOn ?? StaleOnDefault.Of(Flow.Flow);
        init => _staleOn = value;
    }

    /// <summary>Hash by which a <c>uses</c> edge to this flow is compared: definition and config.</summary>
    public string UseHash => DefinitionHash + "+" + ConfigHash;
}
