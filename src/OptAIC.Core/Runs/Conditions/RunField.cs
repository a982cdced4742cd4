namespace OptAIC.Runs.Conditions;

/// <summary>What a condition on runs can ask for.</summary>
public enum RunField
{
    /// <summary>The run's id.</summary>
    Id,

    /// <summary>Name of the instance.</summary>
    Instance,

    /// <summary>The flow.</summary>
    Flow,

    /// <summary>What it is a run of.</summary>
    Type,

    /// <summary>State; a run whose runner is gone is failed.</summary>
    Status,

    /// <summary>What started it.</summary>
    Trigger,

    /// <summary>Who started it.</summary>
    Actor,

    /// <summary>Definition with version.</summary>
    Definition,

    /// <summary>Host on which it ran.</summary>
    Host,

    /// <summary>When it was claimed.</summary>
    Created,

    /// <summary>When it began.</summary>
    Started,

    /// <summary>When it ended.</summary>
    Ended,

    /// <summary>How long it took.</summary>
    Duration,

    /// <summary>Its last attempt, from 1.</summary>
    Attempt,

    /// <summary>Exit code of its program.</summary>
    ExitCode,

    /// <summary>Type of its error.</summary>
    ErrorType,

    /// <summary>Its error.</summary>
    Error,

    /// <summary>Version of the data that it published.</summary>
    DataVersion,

    /// <summary>Latest date in the data that it published.</summary>
    DataDate,

    /// <summary>The day as of which it ran.</summary>
    AsOf,

    /// <summary>The run that it repeats.</summary>
    ReplayOf,

    /// <summary>A metric, which has a name.</summary>
    Metric,
}
