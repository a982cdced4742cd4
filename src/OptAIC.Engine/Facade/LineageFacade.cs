using System.Text;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Pictures;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Facade;

/// <summary>Lineage of a workspace's flows.</summary>
public sealed class LineageFacade
{
    private readonly WorkspaceContext _workspace;

    internal LineageFacade(WorkspaceContext workspace) => _workspace = workspace;

    /// <summary>A part of the graph, with statuses.</summary>
    /// <param name="selector">The flows to start from; all when left out.</param>
    /// <param name="upDepth">How many edges to go up from them; <c>null</c> is all.</param>
    /// <param name="downDepth">How many edges to go down; <c>null</c> is all.</param>
    /// <param name="exclude">Names, patterns and selectors of what is left out.</param>
    public OptLineage Get(string? selector = null, int? upDepth = 0, int? downDepth = 0, IReadOnlyList<string>? exclude = null)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var states = snapshot.States(new EvaluationTime(_workspace.Time.GetUtcNow()));
        var selected = Select(snapshot, states, selector, upDepth, downDepth);
        if (exclude is { Count: > 0 })
        {
            selected.ExceptWith(InstanceQuery.Flows(snapshot, states, new InstanceFilter { Names = exclude }));
        }

        return new OptLineage
        {
            Nodes = [.. states.All.Where(s => selected.Contains(s.Flow)).Select(s => FlowObjects.Flow(snapshot, s))],
            Edges =
            [
                .. snapshot.Graph.Edges.Where(e => selected.Contains(e.Upstream) && selected.Contains(e.Downstream)).Select(e => LineageObjects.Edge(snapshot, e)),
            ],
            ExecutionOrder = [.. snapshot.Graph.ExecutionOrder(selected).Select(batch => (IReadOnlyList<string>)[.. batch.Select(snapshot.NameOf)])],
        };
    }

    /// <summary>The same part of the graph, as text in a form that others read.</summary>
    /// <param name="format">The form.</param>
    /// <param name="selector">The flows to start from; all when left out.</param>
    /// <param name="upDepth">How many edges to go up from them; <c>null</c> is all.</param>
    /// <param name="downDepth">How many edges to go down; <c>null</c> is all.</param>
    /// <param name="exclude">Names, patterns and selectors of what is left out.</param>
    public string Export(LineageFormat format, string? selector = null, int? upDepth = 0, int? downDepth = 0, IReadOnlyList<string>? exclude = null)
    {
        var at = _workspace.Time.GetUtcNow();
        return LineageExport.Text(Get(selector, upDepth, downDepth, exclude), format, selector is null ? "Lineage" : $"Lineage of {selector}", at);
    }

    /// <summary>Writes an export to a file; one that is there is replaced whole.</summary>
    /// <param name="text">What <see cref="Export"/> returned.</param>
    /// <param name="format">Its form.</param>
    /// <param name="path">The file. Its folder has to be there.</param>
    /// <exception cref="StorageException">The file system refused.</exception>
    public static LineageFile Save(string text, LineageFormat format, string path)
    {
        path = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw StorageException.From("write", path, new DirectoryNotFoundException($"there is no folder '{Path.GetDirectoryName(path)}'"));
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        DurableFile.Write(path, bytes, Durability.Knowledge);
        return new(path, format, bytes.Length);
    }

    /// <summary>What would become stale, and what would be refused, if the selected changed; what is downstream and stays as it is, too. Nothing is written.</summary>
    /// <param name="selector">What changes. A part that datasets share stands for all of them.</param>
    /// <param name="changes">What of it changes; each in turn when left out.</param>
    public IReadOnlyList<OptLineageImpact> Impact(string selector, IReadOnlyCollection<LineageChange>? changes = null)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var time = new EvaluationTime(_workspace.Time.GetUtcNow());
        var facts = snapshot.Graph.Flows.ToDictionary(f => f, f => snapshot.Facts(snapshot.Flow(f)));
        var isPart = snapshot.Find(selector) is { Flows.Count: 0 };
        var changed = isPart ? SharedBy(snapshot, snapshot.Find(selector)!.Id) : FlowTargets.Select(snapshot, snapshot.Selectable(new FlowStates(snapshot.Graph, f => facts[f], time)), selector);
        return
        [
            .. (changes is null or { Count: 0 } ? Enum.GetValues<LineageChange>() : changes)
                .Where(change => !isPart || change != LineageChange.Data)
                .SelectMany(change => ChangeImpact.Of(snapshot.Graph, f => facts[f], time, changed, change).Select(i => LineageObjects.Impact(snapshot, change, i))),
        ];
    }

    /// <summary>Every way from one instance or flow down to another. They can be very many, so each is found when it is asked for.</summary>
    /// <param name="from">Name, id or path of an instance, or <c>name.flow</c>.</param>
    /// <param name="to">Likewise.</param>
    public IEnumerable<OptLineagePath> Paths(string from, string to)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var (starts, ends) = (LineageObjects.Flows(snapshot, from), LineageObjects.Flows(snapshot, to));
        return starts.SelectMany(start => ends.SelectMany(end => snapshot.Graph.Paths(start, end))).Select(path => LineageObjects.Path(snapshot, path));
    }

    private static HashSet<FlowKey> SharedBy(WorkspaceSnapshot snapshot, Guid part) =>
        [.. snapshot.Instances.Where(i => i.Parts.Any(p => p.Instance == part)).SelectMany(i => i.Flows).Select(f => f.Key)];

    private static HashSet<FlowKey> Select(WorkspaceSnapshot snapshot, FlowStates states, string? selector, int? upDepth, int? downDepth)
    {
        if (selector is null)
        {
            return snapshot.Graph.Flows.ToHashSet();
        }

        var starts = FlowTargets.Select(snapshot, snapshot.Selectable(states), selector);
        var selected = new HashSet<FlowKey>(starts);
        if (upDepth is null or > 0)
        {
            selected.UnionWith(snapshot.Graph.Upstream([.. starts], upDepth));
        }

        if (downDepth is null or > 0)
        {
            selected.UnionWith(snapshot.Graph.Downstream([.. starts], downDepth));
        }

        return selected;
    }
}
