namespace OptAIC.Engine.Data;

/// <summary>What a flow has made and not yet published. Its version is known before anything is written, so that contracts can refuse it.</summary>
internal abstract class PendingOutput : IDisposable
{
    /// <summary>Data version: content hash. Equal to the current one when nothing has changed.</summary>
    public required string Version { get; init; }

    /// <summary>Latest date in the data.</summary>
    public DateOnly? LastDataDate { get; init; }

    /// <summary>Rows in the data.</summary>
    public long? Rows { get; init; }

    /// <summary>Columns of numbers in the data, besides date and entity; <c>null</c> where they are files.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The load that it becomes, in a store that is appended to.</summary>
    public long? LoadId { get; init; }

    /// <summary>The files that it consists of, with the paths that they will have; none for rows in a store.</summary>
    public IReadOnlyList<OptArtifact> Files { get; protected init; } = [];

    /// <summary>Makes it current, by one rename. Readers of the version before keep it.</summary>
    public abstract void Publish();

    /// <summary>Drops what was not published.</summary>
    public virtual void Dispose()
    {
    }
}
