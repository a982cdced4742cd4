using OptAIC.Definitions;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Environments;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Model;

namespace OptAIC.Engine.Caches;

/// <summary>
/// Who refers to which entry: an instance to the content that its definition declares by hash, to the content that was put into its sandbox last, and to the
/// environment that was prepared for it last; one for which none was to every environment of its engine. Each workflow is looked at once, each version of a definition once.
/// </summary>
internal sealed class CacheReferences
{
    private readonly Dictionary<(CacheKind Kind, string Key), SortedSet<string>> _names = [];
    private readonly Dictionary<string, WorkflowFiles?> _declared = new(StringComparer.Ordinal);
    private readonly WorkspaceContext _workspace;

    /// <summary>Counts them.</summary>
    public CacheReferences(WorkspaceContext workspace)
    {
        _workspace = workspace;
        var snapshot = new WorkspaceSnapshot(workspace);
        foreach (var instance in snapshot.Instances.Where(i => i.Type == InstanceType.WorkflowInstance))
        {
            Count(instance);
        }

        Running = Alive(snapshot).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Names of the instances that run at this moment.</summary>
    public IReadOnlySet<string> Running { get; }

    /// <summary>Names of the instances that refer to an entry.</summary>
    public IReadOnlyList<string> Of(CacheKind kind, string key) => _names.TryGetValue((kind, key), out var names) ? [.. names] : [];

    /// <summary>Names of the instances that refer to an environment.</summary>
    public IReadOnlyList<string> OfEnvironment(string key, string? engine) => [.. Of(CacheKind.Environment, key).Union(engine is null ? [] : Of(CacheKind.Environment, AnyOf(engine))).Order(StringComparer.Ordinal)];

    // A key is a hash, and holds no space.
    private static string AnyOf(string engine) => $"any {engine}";

    private void Count(InstanceRow instance)
    {
        var paths = _workspace.PathsOf(instance.Directory);
        var declared = Declared(instance.Definition);
        foreach (var hash in declared?.Data.Select(d => d.Sha256).OfType<string>() ?? [])
        {
            Add(CacheKind.Data, hash, instance.Name);
        }

        foreach (var placed in Read(() => DocumentFile.TryRead(paths.PlacedData, DocumentJson.Default.PlacedDataDocument))?.Items ?? [])
        {
            Add(CacheKind.Data, placed.Sha256, instance.Name);
        }

        if (Read(() => DocumentFile.TryRead(paths.GivenEnvironment, DocumentJson.Default.GivenEnvironmentDocument)) is { Environment: var given })
        {
            Add(CacheKind.Environment, given.Key, instance.Name);
        }
        else if (declared is { Environment: { Engine: not EnvironmentEngine.None, IsPerInstance: false } spec })
        {
            Add(CacheKind.Environment, AnyOf(SnakeCase.Of(spec.Engine)), instance.Name);
        }
    }

    private WorkflowFiles? Declared(string definition)
    {
        if (_declared.TryGetValue(definition, out var known))
        {
            return known;
        }

        var at = definition.Split('@');
        return _declared[definition] = Read(() => WorkflowFiles.Of(_workspace.Definitions.Get(at[0], SemanticVersion.Parse(at[1]), DefinitionKind.WorkflowDef)));
    }

    private void Add(CacheKind kind, string key, string name)
    {
        if (!_names.TryGetValue((kind, key), out var names))
        {
            _names.Add((kind, key), names = new SortedSet<string>(StringComparer.Ordinal));
        }

        names.Add(name);
    }

    // What cannot be read refers to nothing that could be used by it.
    private static T? Read<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (OptException)
        {
            return null;
        }
    }

    private IEnumerable<string> Alive(WorkspaceSnapshot snapshot) =>
        from instance in snapshot.Instances
        from flow in instance.Flows
        where flow.ActiveRun is { } run
            && ActiveRun.Look(snapshot.PathsOf(instance.Id), flow.Key.Flow, instance.Flows.Count == 1, run, _workspace.Time.GetUtcNow()) is ActiveRun.Alive
        select instance.Name;
}
