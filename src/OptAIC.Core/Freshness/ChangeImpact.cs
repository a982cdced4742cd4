using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>
/// What a change would do to the flows downstream: the rules that judge every status, applied to facts in which the change has
/// happened.
/// </summary>
public static class ChangeImpact
{
    private const string Other = "(new)";

    /// <summary>The changed flows, unless their data change, and every flow downstream of them, in lineage order.</summary>
    /// <param name="graph">Flows and edges.</param>
    /// <param name="factsOf">Facts of a flow as they are; asked once per flow.</param>
    /// <param name="time">The time to judge by.</param>
    /// <param name="changed">The flows that change.</param>
    /// <param name="change">What of them changes.</param>
    public static IReadOnlyList<FlowImpact> Of(
        LineageGraph graph, Func<FlowKey, FlowFacts> factsOf, EvaluationTime time, IReadOnlySet<FlowKey> changed, LineageChange change)
    {
        var facts = graph.Flows.ToDictionary(f => f, factsOf);
        var before = new FlowStates(graph, f => facts[f], time);
        var after = new FlowStates(graph, f => changed.Contains(f) ? Changed(facts[f], change) : facts[f], time);
        var concerned = graph.Downstream([.. changed]).ToHashSet();
        if (change != LineageChange.Data)
        {
            concerned.UnionWith(changed);
        }

        return [.. graph.Flows.Where(concerned.Contains).Select(f => Impact(graph, before, after, f))];
    }

    private static FlowFacts Changed(FlowFacts facts, LineageChange change) => change switch
    {
        LineageChange.Config => facts with { ConfigHash = Other },
        LineageChange.Definition => facts with { DefinitionHash = Other },
        _ => facts.LastCompleted is { } completed ? facts with { LastCompleted = completed with { DataVersion = Other } } : facts,
    };

    private static FlowImpact Impact(LineageGraph graph, FlowStates before, FlowStates after, FlowKey flow)
    {
        var (was, becomes) = (before[flow], after[flow]);
        var refused = was.UpstreamBlocker is null && becomes.UpstreamBlocker is not null;
        var isAffected = was.Status != becomes.Status || refused;
        return new(was, becomes, refused, isAffected ? null : WhyNot(graph, before, after, was));
    }

    private static string WhyNot(LineageGraph graph, FlowStates before, FlowStates after, FlowState was)
    {
        if (was.Status != FlowStatus.Ready)
        {
            return $"is {SnakeCase.Of(was.Status)} already";
        }

        if (was.StaleOn != StaleOn.Upstream)
        {
            return was.StaleOn == StaleOn.Age ? "stale_on is age: what happens upstream does not count" : "stale_on is manual: it is run when somebody asks";
        }

        foreach (var edge in graph.UpstreamOf(graph.NumberOf(was.Flow)))
        {
            var (old, now) = (before[edge.Upstream], after[edge.Upstream]);
            if (old.DataVersion != now.DataVersion || old.Status != now.Status)
            {
                return edge.CarriesModel ? "takes the active model, which only a promotion changes" : $"uses definition and config as {edge.Role}, not the data";
            }
        }

        return "nothing that it takes changes";
    }
}

/// <summary>What a change would do to one flow.</summary>
/// <param name="Before">Its state as it is.</param>
/// <param name="After">Its state when the change has happened.</param>
/// <param name="Refused">Whether a start that is allowed now would then be refused until its upstream is ready again.</param>
/// <param name="WhyNot">Why nothing happens to it; <c>null</c> when something does.</param>
public sealed record FlowImpact(FlowState Before, FlowState After, bool Refused, string? WhyNot);
