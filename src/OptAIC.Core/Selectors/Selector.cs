using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Selectors;

/// <summary>
/// A selection of flows, in the grammar that dbt made common: <c>+name</c>, <c>name+</c>, <c>2+name+1</c>, <c>@name</c>,
/// <c>name.flow</c>, <c>type:</c>, <c>status:</c>, <c>stage:</c>, <c>tag:</c>, wildcards; space is union, comma is intersection.
/// </summary>
public sealed class Selector
{
    private readonly string _text;
    private readonly SelectorTerm[][] _union;

    private Selector(string text, SelectorTerm[][] union)
    {
        _text = text;
        _union = union;
    }

    /// <summary>
    /// Whether a text says more than a name, a pattern, an id or a path: where those are taken, only such a text is read as a
    /// selector. No name can hold what makes it one.
    /// </summary>
    public static bool IsMoreThanName(string text) =>
        !text.AsSpan().ContainsAny('/', '\\') && (text.AsSpan().ContainsAny("+@:,") || text.Any(char.IsWhiteSpace));

    /// <summary>Reads a selector.</summary>
    /// <exception cref="SelectorException">It cannot be read.</exception>
    public static Selector Parse(string text)
    {
        var union = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split(',').Select(term => SelectorTerm.Parse(term, text)).ToArray())
            .ToArray();
        return union.Length == 0 ? throw new SelectorException(text, "it is empty") : new Selector(text, union);
    }

    /// <summary>The names that it spells out, for a check that they exist.</summary>
    public IEnumerable<string> LiteralNames => _union.SelectMany(terms => terms).Where(t => t.IsLiteralName).Select(t => t.Value);

    /// <summary>The selected flows. A pattern that matches nothing selects nothing.</summary>
    /// <param name="flows">All flows.</param>
    /// <param name="graph">Their lineage.</param>
    public IReadOnlySet<FlowKey> Select(IReadOnlyCollection<SelectableFlow> flows, LineageGraph graph)
    {
        HashSet<FlowKey>? selected = null;
        foreach (var terms in _union)
        {
            HashSet<FlowKey>? intersection = null;
            foreach (var term in terms)
            {
                var found = Expand(term, flows, graph);
                if (intersection is null)
                {
                    intersection = found;
                }
                else
                {
                    intersection.IntersectWith(found);
                }
            }

            if (selected is null)
            {
                selected = intersection;
            }
            else
            {
                selected.UnionWith(intersection!);
            }
        }

        return selected!;
    }

    /// <inheritdoc/>
    public override string ToString() => _text;

    private static HashSet<FlowKey> Expand(SelectorTerm term, IReadOnlyCollection<SelectableFlow> flows, LineageGraph graph)
    {
        var starts = flows.Where(term.Matches).Select(f => f.Key).ToList();
        if (starts.Count == 0)
        {
            starts = [.. flows.Where(term.MatchesByFlow).Select(f => f.Key)];
        }

        var found = new HashSet<FlowKey>(starts);
        if (term.Up > 0)
        {
            found.UnionWith(graph.Upstream(starts, term.Up));
        }

        if (term.Down > 0)
        {
            found.UnionWith(graph.Downstream(starts, term.Down));
        }

        if (term.WithAncestorsOfDescendants)
        {
            found.UnionWith(graph.Downstream(starts));
            found.UnionWith(graph.Upstream([.. found]));
        }

        return found;
    }
}
