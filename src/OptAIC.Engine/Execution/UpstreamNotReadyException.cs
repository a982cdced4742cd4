using OptAIC.Errors;

namespace OptAIC.Engine.Execution;

/// <summary>A flow was not started, because something upstream of it is not ready.</summary>
/// <param name="flow">The flow, as people write it.</param>
/// <param name="blockers">What is not ready, nearest first, with reasons.</param>
public sealed class UpstreamNotReadyException(string flow, IReadOnlyList<OptFlow> blockers)
    : OptException(
        "UpstreamNotReady",
        ExitCode.Refused,
        $"{flow} was not started: {string.Join("; ", blockers.Take(3).Select(Describe))}{(blockers.Count > 3 ? $"; and {blockers.Count - 3} more" : "")}",
        $"run 'optaic refresh +{flow.Split('.')[0]}' to refresh upstream first, or start with --recursive or --force")
{
    /// <summary>The flow.</summary>
    public string Flow { get; } = flow;

    /// <summary>What is not ready.</summary>
    public IReadOnlyList<OptFlow> Blockers { get; } = blockers;

    private static string Describe(OptFlow blocker) =>
        $"{blocker} is {blocker.Status}{(blocker.Reasons.Count > 0 ? $" ({blocker.Reasons[0]})" : "")}";
}
