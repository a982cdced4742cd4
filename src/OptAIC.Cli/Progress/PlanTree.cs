using OptAIC.Cli.Output;

namespace OptAIC.Cli.Progress;

/// <summary>
/// The flows of a plan as a tree: each below the flow that it waits for, and of several below the last one of the plan. The order is that of the tree.
/// </summary>
internal static class PlanTree
{
    // Further down, a chain would push everything off the right edge.
    private const int Deepest = 8;

    /// <summary>Puts steps in order, each with the branch that leads to it.</summary>
    public static IReadOnlyList<(string Branch, StepView Step)> Of(IReadOnlyList<StepView> steps)
    {
        var places = new Dictionary<string, int>(steps.Count);
        for (var i = 0; i < steps.Count; i++)
        {
            places[PlanOutput.Name(steps[i].Step)] = i;
        }

        var parents = steps.Select((step, place) => ParentOf(step, place, places)).ToList();
        var children = Enumerable.Range(0, steps.Count).ToLookup(i => parents[i]);
        var tree = new List<(string, StepView)>(steps.Count);
        var pending = new Stack<(int Place, string Branch, string Below, int Depth)>();
        Push(-1, "", -1);
        while (pending.TryPop(out var next))
        {
            tree.Add((next.Branch, steps[next.Place]));
            Push(next.Place, next.Below, next.Depth);
        }

        return tree;

        void Push(int parent, string below, int depth)
        {
            var places = children[parent].ToList();
            for (var n = places.Count - 1; n >= 0; n--)
            {
                var isLast = n == places.Count - 1;
                pending.Push(parent < 0 ? (places[n], "", "", 0)
                    : depth < Deepest ? (places[n], below + (isLast ? "└─ " : "├─ "), below + (isLast ? "   " : "│  "), depth + 1)
                    : (places[n], below + "   ", below, depth));
            }
        }
    }

    private static int ParentOf(StepView step, int place, Dictionary<string, int> places)
    {
        var parent = -1;
        foreach (var before in step.After)
        {
            // A step never stands below a later one, whatever a log says.
            parent = places.TryGetValue(before, out var at) && at < place ? Math.Max(parent, at) : parent;
        }

        return parent;
    }
}
