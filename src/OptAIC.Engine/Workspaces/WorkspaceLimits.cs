namespace OptAIC.Engine.Workspaces;

/// <summary>
/// How many flows may run at the same time in a workspace, whoever starts them, which runs are retained, and who is told of alerts. What is left out
/// stays as it is; 0 takes a limit or a rule back.
/// </summary>
public sealed record WorkspaceLimits
{
    /// <summary>Of all flows.</summary>
    public int? MaxConcurrentFlows { get; init; }

    /// <summary>Of the flows of instances with a tag.</summary>
    public IReadOnlyDictionary<string, int> TagLimits { get; init; } = new Dictionary<string, int>();

    /// <summary>Which runs are retained.</summary>
    public OptRetention Retention { get; init; } = new();

    /// <summary>Program with arguments that is told of alerts, a JSON document on its standard input; an empty list takes it back.</summary>
    public IReadOnlyList<string>? AlertCommand { get; init; }

    /// <summary>Whether it says anything.</summary>
    public bool IsEmpty => MaxConcurrentFlows is null && TagLimits.Count == 0 && Retention.IsEmpty && AlertCommand is null;
}
