using OptAIC.Engine.Contracts;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Data;

/// <summary>New data for the store of a dataset.</summary>
internal sealed class StoreOutput : PendingOutput
{
    private readonly InstancePaths _paths;
    private readonly DataStore? _store;
    private readonly StoreLoad _load;
    private readonly CurrentData? _current;
    private readonly Guid _run;
    private readonly DateTimeOffset _now;

    private StoreOutput(InstancePaths paths, DataStore? store, StoreLoad load, CurrentData? current, Guid run, DateTimeOffset now)
    {
        (_paths, _store, _load, _current, _run, _now) = (paths, store, load, current, run, now);
    }

    /// <summary>The dataset's store.</summary>
    private string Engine { get; init; } = StoreEngine.Sqlite;

    /// <summary>All data of the version, where they are at hand without reading the store again.</summary>
    public Panel? Content { get; private init; }

    /// <summary>The version that readers have; <c>null</c> when there is none.</summary>
    public Panel? Before { get; private init; }

    /// <summary>When the values of the load count as known.</summary>
    public required KnowledgeRule Rule { get; init; }

    /// <summary>Rows that differ from the version before.</summary>
    public int ChangedRows => _load.Changes.Count;

    /// <summary>Compares new data with the current version.</summary>
    /// <param name="paths">The dataset.</param>
    /// <param name="fresh">The new data.</param>
    /// <param name="rule">When values became known.</param>
    /// <param name="isComplete">Whether rows that are not among the new data are gone.</param>
    /// <param name="run">The run.</param>
    /// <param name="now">When it is loaded.</param>
    /// <param name="lastDataDate">Latest date in the data, when who made them says so; else it is the last one with a value.</param>
    /// <param name="engine">The dataset's store.</param>
    /// <exception cref="StoreSwapException">What is published is in another store.</exception>
    public static StoreOutput Prepare(InstancePaths paths, Panel fresh, KnowledgeRule rule, bool isComplete, Guid run, DateTimeOffset now, DateOnly? lastDataDate = null, string engine = StoreEngine.Sqlite)
    {
        var current = DocumentFile.TryRead(paths.CurrentData, DocumentJson.Default.CurrentData);
        if (current?.LoadId is not null && StoreEngine.Of(current) is var published && published != engine)
        {
            throw StoreSwapException.Unfinished(published, engine);
        }

        var store = StoreEngine.TryOpen(engine, StoreEngine.PathOf(paths, engine));
        try
        {
            var before = current?.LoadId is { } loadId ? store?.Read(loadId) : null;
            var load = StoreLoad.Compare(before, fresh, rule, isComplete);
            var version = load.VersionAfter(current?.Version);
            var isSame = version == current?.Version;
            var (rows, lastValue) = Extent(load.Panel);
            var lastDate = lastDataDate ?? lastValue;
            return new StoreOutput(paths, store, load, current, run, now)
            {
                Engine = engine,
                Version = version,
                Before = before,
                Rule = rule,
                LoadId = isSame ? current!.LoadId : (current?.LoadId ?? 0) + 1,
                LastDataDate = isComplete || !(current?.LastDataDate > lastDate) ? lastDate : current.LastDataDate,
                Rows = rows,
                Columns = [.. fresh.Fields],
                Content = isComplete || current is null ? PanelContent.Of(fresh) : null,
            };
        }
        catch
        {
            store?.Dispose();
            throw;
        }
    }

    /// <summary>All data of the version, as a reader will see them.</summary>
    public Panel Resulting() => Content ?? PanelContent.Of(_load.Over(Before));

    /// <summary>When the changed rows became known.</summary>
    public KnowledgeFacts? Knowledge() => KnowledgeReading.Of(
        _load, Rule, _now, _store?.Loads(long.MaxValue) is [.., var last] ? DateTimeOffset.Parse(last.LoadedAt, System.Globalization.CultureInfo.InvariantCulture) : null);

    public override void Publish()
    {
        if (Version == _current?.Version)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_paths.CurrentData)!);
        DocumentFile.WriteAfter(
            _paths.CurrentData,
            new CurrentData { Version = Version, Store = Engine == StoreEngine.Sqlite ? null : Engine, LoadId = LoadId, RunId = _run, LastDataDate = LastDataDate },
            DocumentJson.Default.CurrentData,
            Load);
    }

    private void Load()
    {
        if (_store is null)
        {
            StoreEngine.Create(Engine, StoreEngine.PathOf(_paths, Engine), LoadId!.Value - 1, _load, Version, _run, _now);
        }
        else
        {
            _store.Append(LoadId!.Value - 1, _load, Version, _run, _now);
        }
    }

    public override void Dispose()
    {
        _store?.Dispose();
        base.Dispose();
    }

    // Rows that hold a value, and the last date that has one.
    private static (long Rows, DateOnly? LastDate) Extent(Panel panel)
    {
        var fields = panel.Fields.Select(f => panel.Field(f)).ToArray();
        var (rows, last) = (0L, -1);
        for (var cell = 0; cell < panel.Index.Rows * panel.Index.Count; cell++)
        {
            foreach (var field in fields)
            {
                if (!double.IsNaN(field.Span[cell]))
                {
                    rows++;
                    last = Math.Max(last, cell % panel.Index.Rows);
                    break;
                }
            }
        }

        return (rows, last < 0 ? null : panel.Index.Dates[last]);
    }
}
