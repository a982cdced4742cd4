namespace OptAIC;

/// <summary>One way that leads from a flow down to another.</summary>
/// <param name="Flows">The flows on it, both ends included: <c>prices.refresh</c>.</param>
/// <param name="Edges">The edges on it; between two flows there can be several.</param>
public sealed record OptLineagePath(IReadOnlyList<string> Flows, IReadOnlyList<OptLineageEdge> Edges)
{
    /// <summary>How many steps it takes.</summary>
    public int Length => Flows.Count - 1;

    /// <summary>The flows with arrows between them.</summary>
    public override string ToString() => string.Join(" → ", Flows);
}
