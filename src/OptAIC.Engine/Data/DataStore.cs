using OptAIC.Engine.Facade;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Data;

/// <summary>
/// Where a dataset's rows are kept: loads that are only ever appended to. Version V is what loads up to V's say, the newest per entity and
/// date; a row whose values are all missing takes the key out again.
/// </summary>
internal abstract class DataStore : IDisposable
{
    /// <summary>Value columns.</summary>
    public abstract IReadOnlyList<string> Fields { get; }

    /// <summary>Reads a version.</summary>
    /// <param name="loadId">Last load of the version.</param>
    /// <param name="knownBy">Only what was known by then (text as in <see cref="Knowledge"/>); <c>null</c> is everything.</param>
    /// <param name="query">Restrictions, or <c>null</c>.</param>
    public abstract Panel Read(long loadId, string? knownBy = null, DataQuery? query = null);

    /// <summary>Appends a load, whole or not at all. Whatever a run that died had appended after <paramref name="after"/> is taken out first.</summary>
    /// <param name="after">Last published load.</param>
    /// <param name="load">The rows.</param>
    /// <param name="version">The version that it makes.</param>
    /// <param name="runId">The run.</param>
    /// <param name="loadedAt">When.</param>
    public abstract void Append(long after, StoreLoad load, string version, Guid runId, DateTimeOffset loadedAt);

    /// <summary>The loads of a version, oldest first.</summary>
    /// <param name="upTo">Last load of the version.</param>
    public abstract IReadOnlyList<StoredLoad> Loads(long upTo);

    /// <summary>The rows of a load by entity and date.</summary>
    public abstract IEnumerable<StoredRow> Rows(StoredLoad load);

    /// <summary>Takes a load over from another store, with its id, version and knowledge.</summary>
    public abstract void Import(StoredLoad load, IEnumerable<StoredRow> rows);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}

/// <summary>A load of a store.</summary>
/// <param name="LoadId">Its number, from 1.</param>
/// <param name="Version">The data version that it made.</param>
/// <param name="RunId">The run that made it.</param>
/// <param name="LoadedAt">When, as text in UTC.</param>
/// <param name="Fields">Value columns, in the order of the values of its rows.</param>
internal sealed record StoredLoad(long LoadId, string Version, string RunId, string LoadedAt, IReadOnlyList<string> Fields);

/// <summary>A row as a load has it.</summary>
/// <param name="Entity">Entity.</param>
/// <param name="Date">ISO date.</param>
/// <param name="Knowledge">When it became known, as in <see cref="Data.Knowledge"/>.</param>
/// <param name="Values">Values by field; NaN is missing.</param>
internal readonly record struct StoredRow(string Entity, string Date, string Knowledge, double[] Values);
