using FsCheck;
using FsCheck.Fluent;
using OptAIC.Core.Tests.Lineage;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Freshness;

/// <summary>A random graph with random facts, most of them good, so that every status is met.</summary>
internal sealed record RandomFlows(RandomGraph Graph, IReadOnlyDictionary<FlowKey, FlowFacts> Facts, bool AcceptDelayed)
{
    public static readonly EvaluationTime Time = new(new DateTimeOffset(2024, 1, 10, 12, 0, 0, TimeSpan.Zero));
    public static readonly DateOnly Expected = new(2024, 1, 9);

    public static Arbitrary<RandomFlows> Any { get; } = Arb.From(
        from graph in RandomGraph.Acyclic.Generator
        from seed in Gen.Choose(0, int.MaxValue)
        select Make(graph, new Random(seed)),
        flows => RandomGraph.Acyclic.Shrinker(flows.Graph).Select(graph => flows with { Graph = graph }));

    public FlowStates Evaluate() => new(Graph.Create(), flow => Facts[flow], Time, AcceptDelayed);

    /// <summary>Other facts for the same flows.</summary>
    public RandomFlows Anew(int seed) => Make(Graph, new Random(seed)) with { AcceptDelayed = AcceptDelayed };

    public override string ToString() =>
        $"{Graph}\naccept delayed: {AcceptDelayed}\n{string.Join('\n', Evaluate().All.Select(s => $"{Describe(s)} (stale on {s.StaleOn})"))}";

    /// <summary>Everything that a state says, reasons down to the root, as text.</summary>
    public static string Describe(FlowState state) =>
        $"{state.Flow} {state.Status} [{string.Join("; ", state.Reasons.Select(Chain))}] blocked: {(state.UpstreamBlocker is { } b ? Chain(b) : "no")}";

    private static string Chain(StatusReason reason)
    {
        var links = new List<string>();
        for (var link = reason; link is not null; link = link.Cause)
        {
            links.Add($"{link.Code} {link.Flow} {link.Detail}");
        }

        return string.Join(" ← ", links);
    }

    private static RandomFlows Make(RandomGraph graph, Random random)
    {
        var facts = new Dictionary<FlowKey, FlowFacts>();
        foreach (var flow in graph.Flows)
        {
            facts[flow] = FactsOf(flow, graph.Edges.Where(e => e.Downstream == flow), facts, random);
        }

        return new(graph, facts, Chance(30, random));
    }

    private static FlowFacts FactsOf(FlowKey flow, IEnumerable<LineageEdge> upstream, Dictionary<FlowKey, FlowFacts> facts, Random random)
    {
        var made = new FlowFacts
        {
            Flow = flow,
            DefinitionHash = "d1",
            ConfigHash = Chance(6, random) ? "c2" : "c1",
            LiveOwner = Chance(6, random) ? "pid 42" : null,
            LastFailure = Chance(6, random) ? new(Guid.Empty, "exit_code", "exit code 3") : null,
            SourceChange = Chance(6, random) ? "prices.csv has changed" : null,
            ActiveModelVersion = flow.Flow == FlowKind.Training && Chance(70, random) ? "m1" : null,
            UpdateFrequency = Chance(30, random) ? new() : null,
            LastCompleted = Chance(8, random) ? null : Situation.CompletedOf(flow) with
            {
                LastDataDate = Chance(50, random) ? Expected : Expected.AddDays(-3),
                SourceCheck = Chance(70, random) ? new(Time.Now.AddHours(-1), FoundNewer: false) : null,
                InputVersions = Recorded(upstream.Where(e => e.CarriesData), e => (e.CarriesModel ? facts[e.Upstream].ActiveModelVersion : facts[e.Upstream].LastCompleted?.DataVersion) ?? "none", random),
                UsedHashes = Recorded(upstream.Where(e => !e.CarriesData), e => facts[e.Upstream].UseHash, random),
            },
        };
        return Chance(70, random) ? made : made with { StaleOn = (StaleOn)random.Next(3) };
    }

    private static Dictionary<FlowKey, string> Recorded(IEnumerable<LineageEdge> edges, Func<LineageEdge, string> current, Random random)
    {
        var recorded = new Dictionary<FlowKey, string>();
        foreach (var edge in edges)
        {
            recorded[edge.Upstream] = Chance(92, random) ? current(edge) : "old";
        }

        return recorded;
    }

    private static bool Chance(int percent, Random random) => random.Next(100) < percent;
}
