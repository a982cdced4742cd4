using OptAIC.Model;

namespace OptAIC.Contracts;

/// <summary>Decides whether an instance may go from one stage to another, or from one type to another.</summary>
public static class PromotionRules
{
    /// <summary>Whether a change goes forward, so that contracts stand at its gate. Every way back is open.</summary>
    public static bool IsForward(InstanceStage from, InstanceStage to, InstanceType fromType, InstanceType toType) =>
        to > from || (fromType != toType && toType == InstanceType.SignalInstance);

    /// <summary>What stands in the way, apart from contracts; empty when nothing does.</summary>
    /// <param name="from">Stage before.</param>
    /// <param name="to">Stage that is wanted.</param>
    /// <param name="force">Whether a stage may be left out. Nothing else can be forced.</param>
    /// <param name="flows">What is known of each flow.</param>
    public static IReadOnlyList<OptIssue> Obstacles(InstanceStage from, InstanceStage to, bool force, IReadOnlyCollection<PromotionFacts> flows)
    {
        var obstacles = new List<OptIssue>();
        if (to - from > 1 && !force)
        {
            obstacles.Add(Issue("stage_left_out", $"from {SnakeCase.Of(from)} to {SnakeCase.Of(to)} is more than one step; {SnakeCase.Of(from + 1)} comes first"));
        }

        if (to == InstanceStage.Official && from != InstanceStage.Official)
        {
            obstacles.AddRange(flows.Where(f => !f.IsReady).Select(f => Issue("not_ready", $"{f.Flow} is {f.Status}: {f.Detail}")));
            obstacles.AddRange(flows.Where(f => f.IsReady && !f.LastRunCompleted).Select(f => Issue("last_run_not_completed", $"the last run of {f.Flow} did not complete")));
        }

        return obstacles;
    }

    /// <summary>Why an instance cannot become one of another type; <c>null</c> when it can.</summary>
    public static string? TypeProblem(InstanceType from, InstanceType to) =>
        from == to || (from, to) is (InstanceType.DatasetInstance, InstanceType.SignalInstance) or (InstanceType.SignalInstance, InstanceType.DatasetInstance)
            ? null
            : $"a {from} cannot become a {to}; a dataset can become a signal, and a signal a dataset";

    private static OptIssue Issue(string code, string message) => new() { Severity = IssueSeverity.Error, Code = code, Message = message };
}
