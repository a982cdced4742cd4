using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>What the last completed run of a flow used and made: that with which the present is compared.</summary>
public sealed record CompletedRunFacts
{
    /// <summary>Id of the run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Hash of what it published.</summary>
    public required string DataVersion { get; init; }

    /// <summary>Latest date in the published data; <c>null</c> when the data have no dates.</summary>
    public DateOnly? LastDataDate { get; init; }

    /// <summary>Fingerprint of the declared source as it was read.</summary>
    public string? SourceFingerprint { get; init; }

    /// <summary>When it asked for data, of its source or its upstreams, and whether they were later than before; <c>null</c> when that is not known.</summary>
    public SourceCheck? SourceCheck { get; init; }

    /// <summary>Content hash of the definition.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>Hash of the resolved config and parts.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>Version per upstream flow: of its data, or of the active model when the upstream is the own training.</summary>
    public IReadOnlyDictionary<FlowKey, string> InputVersions { get; init; } = new Dictionary<FlowKey, string>();

    /// <summary>Definition and config hash per flow that is used, not read.</summary>
    public IReadOnlyDictionary<FlowKey, string> UsedHashes { get; init; } = new Dictionary<FlowKey, string>();
}
