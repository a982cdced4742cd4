namespace OptAIC.Engine.Workspaces;

/// <summary>How many flows may run at the same time in a workspace, whoever starts them. What is left out stays as it is; 0 takes a limit back.</summary>
public sealed record WorkspaceLimits
{
    /// <summary>Of all flows.</summary>
    public int? MaxConcurrentFlows { get; init; }

    /// <summary>Of the flows of instances with a tag.</summary>
    public IReadOnlyDictionary<string, int> TagLimits { get; init; } = new Dictionary<string, int>();

    /// <summary>Whether it says anything.</summary>
    public bool IsEmpty => MaxConcurrentFlows is null && TagLimits.Count == 0;
}
