using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Queries;

/// <summary>Evaluations for people: the rules of a flow, and below a line that fails for an upstream those of that upstream, down to the root cause. Each flow once.</summary>
internal static class CheckObjects
{
    /// <summary>The evaluation of a flow down to its root causes.</summary>
    public static IReadOnlyList<OptCheck> Tree(FlowStates states, FlowKey flow, Func<FlowKey, string> nameOf)
    {
        var lines = new List<OptCheck>();
        var pending = new Stack<(StatusCheck? Check, FlowKey Flow, int Depth)>([(null, flow, 0)]);
        var judged = new HashSet<FlowKey>();
        // A stack, not recursion: a lineage can be longer than a call stack is deep.
        while (pending.TryPop(out var next))
        {
            if (next.Check is { } check)
            {
                lines.Add(Line(check, next.Flow, next.Depth, nameOf));
            }
            else if (judged.Add(next.Flow))
            {
                PushAll(states, next.Flow, next.Depth, pending);
            }
        }

        return lines;
    }

    /// <summary>The evaluation of a flow alone.</summary>
    public static IReadOnlyList<OptCheck> Own(FlowStates states, FlowKey flow, Func<FlowKey, string> nameOf) =>
        [.. states.Explain(flow).Select(c => Line(c, flow, 0, nameOf))];

    private static void PushAll(FlowStates states, FlowKey flow, int depth, Stack<(StatusCheck? Check, FlowKey Flow, int Depth)> pending)
    {
        foreach (var check in states.Explain(flow).Reverse())
        {
            if (check is { Subject: { } upstream, Reason: not null } && (states[upstream].Status != FlowStatus.Ready || states[upstream].UpstreamBlocker is not null))
            {
                pending.Push((null, upstream, depth + 1));
            }

            pending.Push((check, flow, depth));
        }
    }

    private static OptCheck Line(StatusCheck check, FlowKey flow, int depth, Func<FlowKey, string> nameOf) => new()
    {
        Flow = nameOf(flow),
        Depth = depth,
        Rule = check.Rule,
        Name = check.Name,
        Upstream = check.Subject is { } upstream ? nameOf(upstream) : null,
        Observed = check.Observed,
        Limit = check.Limit,
        Verdict = check.Verdict,
        Code = check.Reason?.Code,
        Detail = check.Reason?.Detail,
    };
}
