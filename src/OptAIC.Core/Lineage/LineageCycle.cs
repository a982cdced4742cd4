using OptAIC.Model;

namespace OptAIC.Lineage;

/// <summary>Finds a cycle among edges.</summary>
public static class LineageCycle
{
    /// <summary>The flows of one cycle, in the direction of the data, the first repeated at the end; <c>null</c> when there is none.</summary>
    /// <param name="flows">Where to look from.</param>
    /// <param name="edges">All edges.</param>
    public static IReadOnlyList<FlowKey>? Find(IEnumerable<FlowKey> flows, IEnumerable<LineageEdge> edges)
    {
        var downstream = edges.ToLookup(e => e.Upstream, e => e.Downstream);
        var finished = new HashSet<FlowKey>();
        var path = new List<FlowKey>();
        var onPath = new HashSet<FlowKey>();
        var pending = new Stack<IEnumerator<FlowKey>>();

        foreach (var start in flows)
        {
            Enter(start);
            while (pending.TryPeek(out var next))
            {
                if (!next.MoveNext())
                {
                    pending.Pop();
                    finished.Add(path[^1]);
                    onPath.Remove(path[^1]);
                    path.RemoveAt(path.Count - 1);
                }
                else if (onPath.Contains(next.Current))
                {
                    return [.. path.SkipWhile(f => f != next.Current), next.Current];
                }
                else
                {
                    Enter(next.Current);
                }
            }
        }

        return null;

        void Enter(FlowKey flow)
        {
            if (!finished.Contains(flow))
            {
                path.Add(flow);
                onPath.Add(flow);
                pending.Push(downstream[flow].GetEnumerator());
            }
        }
    }
}
