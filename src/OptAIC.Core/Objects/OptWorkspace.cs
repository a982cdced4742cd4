namespace OptAIC;

/// <summary>A workspace: a base directory with definitions, instances and a registry.</summary>
public sealed record OptWorkspace
{
    /// <summary>Its directory.</summary>
    public required string Root { get; init; }

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Format of its documents.</summary>
    public required int Format { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Number of instances.</summary>
    public int Instances { get; init; }

    /// <summary>Number of registered definition versions, built-ins apart.</summary>
    public int Definitions { get; init; }

    /// <summary>Most flows that run at the same time; <c>null</c> when there is no limit.</summary>
    public int? MaxConcurrentFlows { get; init; }

    /// <summary>Most flows that run at the same time, per tag that is limited.</summary>
    public IReadOnlyDictionary<string, int> TagLimits { get; init; } = new Dictionary<string, int>();

    /// <summary>Which runs are retained when retention is applied; <c>null</c> when nothing was said.</summary>
    public OptRetention? Retention { get; init; }

    /// <summary>Program with arguments that is told of alerts; <c>null</c> when there is none.</summary>
    public IReadOnlyList<string>? AlertCommand { get; init; }
}
