using FsCheck;
using FsCheck.Fluent;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Lineage;

/// <summary>Random flows and edges. Models bring training and inference, with the edge between them.</summary>
/// <param name="Flows">Flows, every upstream before its downstream if the edges are acyclic.</param>
/// <param name="Edges">Edges between them; there can be several between two flows.</param>
internal sealed record RandomGraph(IReadOnlyList<FlowKey> Flows, IReadOnlyList<LineageEdge> Edges)
{
    /// <summary>Graphs whose edges all lead from an earlier flow to a later one.</summary>
    public static Arbitrary<RandomGraph> Acyclic { get; } = Arbitrary((a, b) => (Math.Min(a, b), Math.Max(a, b)));

    /// <summary>Graphs whose edges lead anywhere, also from a flow to itself.</summary>
    public static Arbitrary<RandomGraph> Any { get; } = Arbitrary((a, b) => (a, b), loops: true);

    public LineageGraph Create() => LineageGraph.Create(Flows, Edges);

    /// <summary>Flows upstream of a flow, found in the plainest way.</summary>
    public HashSet<FlowKey> Above(FlowKey flow, Func<LineageEdge, bool>? follow = null)
    {
        var above = new HashSet<FlowKey>();
        Climb(flow);
        return above;

        void Climb(FlowKey from)
        {
            foreach (var edge in Edges)
            {
                if (edge.Downstream == from && follow?.Invoke(edge) != false && above.Add(edge.Upstream))
                {
                    Climb(edge.Upstream);
                }
            }
        }
    }

    public override string ToString() =>
        string.Join(", ", Flows) + "\n" + string.Join("\n", Edges.Select(e => $"{e.Upstream} → {e.Downstream} ({SnakeCase.Of(e.Kind)}, {e.Role})"));

    private static Arbitrary<RandomGraph> Arbitrary(Func<int, int, (int From, int To)> direct, bool loops = false) =>
        Arb.From(Graphs(direct, loops), g => g.Edges.Select(e => g with { Edges = [.. g.Edges.Where(other => other != e)] }));

    private static Gen<RandomGraph> Graphs(Func<int, int, (int From, int To)> direct, bool loops) =>
        from areModels in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true))).NonEmptyListOf()
        let flows = areModels.Take(12).SelectMany(Flow).ToArray()
        from ends in Gen.Two(Gen.Choose(0, flows.Length - 1)).ListOf()
        from kinds in Gen.Frequency((5, Gen.Constant(EdgeKind.DataDependency)), (1, Gen.Elements(Enum.GetValues<EdgeKind>()))).ListOf(ends.Count)
        let edges = ends.Zip(kinds, (e, kind) => (Ends: direct(e.Item1, e.Item2), kind))
            .Where(e => loops || e.Ends.From != e.Ends.To)
            .Select(e => new LineageEdge(flows[e.Ends.From], flows[e.Ends.To], e.kind, "input"))
        select new RandomGraph(flows, [.. edges.Concat(ModelEdges(flows)).Distinct()]);

    private static IEnumerable<FlowKey> Flow(bool isModel, int number)
    {
        var instance = new Guid(number + 1, 0, 0, new byte[8]);
        return isModel ? [new(instance, FlowKind.Training), new(instance, FlowKind.Inference)] : [new(instance, FlowKind.Refresh)];
    }

    private static IEnumerable<LineageEdge> ModelEdges(FlowKey[] flows) =>
        flows.Where(f => f.Flow == FlowKind.Training).Select(t => new LineageEdge(t, t with { Flow = FlowKind.Inference }, EdgeKind.DataDependency, "model"));
}
