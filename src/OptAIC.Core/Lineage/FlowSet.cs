using System.Collections;
using OptAIC.Model;

namespace OptAIC.Lineage;

/// <summary>Some flows of a graph, a byte for each that there is: sets of very many flows are cheap to make and to ask. Enumerated in lineage order.</summary>
/// <param name="graph">The graph.</param>
public sealed class FlowSet(LineageGraph graph) : IReadOnlySet<FlowKey>
{
    private readonly bool[] _isIn = new bool[graph.Count];

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>A set as one over a graph: itself when it is one. What is not in the graph is left out.</summary>
    public static FlowSet Of(LineageGraph graph, IReadOnlySet<FlowKey> flows)
    {
        if (flows is FlowSet same && same.IsOver(graph))
        {
            return same;
        }

        var set = new FlowSet(graph);
        set.UnionWith(flows);
        return set;
    }

    /// <summary>Whether the flow with this number is in it.</summary>
    public bool Contains(int number) => _isIn[number];

    /// <inheritdoc/>
    public bool Contains(FlowKey item) => graph.NumberOf(item) is >= 0 and var number && _isIn[number];

    /// <summary>Takes the flow with this number in.</summary>
    public void Add(int number)
    {
        Count += _isIn[number] ? 0 : 1;
        _isIn[number] = true;
    }

    /// <summary>Takes flows in; those that are not in the graph are left out.</summary>
    public void UnionWith(IEnumerable<FlowKey> flows)
    {
        if (flows is FlowSet other && other.IsOver(graph))
        {
            Merge(other, (own, others) => own | others);
            return;
        }

        foreach (var flow in flows)
        {
            if (graph.NumberOf(flow) is >= 0 and var number)
            {
                Add(number);
            }
        }
    }

    /// <summary>Keeps what is in another set too.</summary>
    public void IntersectWith(FlowSet other) => Merge(other, (own, others) => own & others);

    /// <summary>Leaves out what is in another set.</summary>
    public void ExceptWith(FlowSet other) => Merge(other, (own, others) => own & !others);

    /// <inheritdoc/>
    public bool IsProperSubsetOf(IEnumerable<FlowKey> other) => this.ToHashSet().IsProperSubsetOf(other);

    /// <inheritdoc/>
    public bool IsProperSupersetOf(IEnumerable<FlowKey> other) => this.ToHashSet().IsProperSupersetOf(other);

    /// <inheritdoc/>
    public bool IsSubsetOf(IEnumerable<FlowKey> other) => this.ToHashSet().IsSubsetOf(other);

    /// <inheritdoc/>
    public bool IsSupersetOf(IEnumerable<FlowKey> other) => this.ToHashSet().IsSupersetOf(other);

    /// <inheritdoc/>
    public bool Overlaps(IEnumerable<FlowKey> other) => other.Any(Contains);

    /// <inheritdoc/>
    public bool SetEquals(IEnumerable<FlowKey> other) => this.ToHashSet().SetEquals(other);

    /// <inheritdoc/>
    public IEnumerator<FlowKey> GetEnumerator()
    {
        for (var n = 0; n < _isIn.Length; n++)
        {
            if (_isIn[n])
            {
                yield return graph.Flows[n];
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool IsOver(LineageGraph other) => ReferenceEquals(graph, other);

    private void Merge(FlowSet other, Func<bool, bool, bool> keep)
    {
        Count = 0;
        for (var n = 0; n < _isIn.Length; n++)
        {
            Count += (_isIn[n] = keep(_isIn[n], other._isIn[n])) ? 1 : 0;
        }
    }
}
