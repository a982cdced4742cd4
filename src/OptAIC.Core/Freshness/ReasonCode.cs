namespace OptAIC.Freshness;

/// <summary>Codes of <see cref="StatusReason"/>, as they stand in documents and JSON.</summary>
public static class ReasonCode
{
    /// <summary>A live owner is running the flow.</summary>
    public const string Running = "running";

    /// <summary>The last ended run failed.</summary>
    public const string LastRunFailed = "last_run_failed";

    /// <summary>The last run's runner died.</summary>
    public const string RunnerLost = "runner_lost";

    /// <summary>There is no completed run.</summary>
    public const string NeverCompleted = "never_completed";

    /// <summary>The last data date is before the expected one.</summary>
    public const string DataBehind = "data_behind";

    /// <summary>As <see cref="DataBehind"/>, and the source had nothing newer when it was asked in time.</summary>
    public const string SourceDelayed = "source_delayed";

    /// <summary>The declared source is not what the last completed run read.</summary>
    public const string SourceChanged = "source_changed";

    /// <summary>An upstream has another data version than the last completed run used.</summary>
    public const string UpstreamChanged = "upstream_changed";

    /// <summary>Root of an <see cref="UpstreamChanged"/>: the upstream published a new version and is ready.</summary>
    public const string Published = "published";

    /// <summary>No version of a model has been promoted.</summary>
    public const string NoActiveModel = "no_active_model";

    /// <summary>The definition, the config or something used is not what the last completed run used.</summary>
    public const string ConfigChanged = "config_changed";

    /// <summary>In a plan: somebody asked for a run whatever the status.</summary>
    public const string Forced = "forced";

    /// <summary>In a plan: somebody asked for a version as of a day before that of the current one.</summary>
    public const string AsOf = "as_of";

    /// <summary>In a plan: its schedule asks for a run, whether it is ready or not.</summary>
    public const string Scheduled = "scheduled";

    /// <summary>In a plan: an upstream runs first, and may publish something new.</summary>
    public const string UpstreamRuns = "upstream_runs";

    /// <summary>An upstream, direct or further up, is not ready.</summary>
    public const string UpstreamNotReady = "upstream_not_ready";
}
