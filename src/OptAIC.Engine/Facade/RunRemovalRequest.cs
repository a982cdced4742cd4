namespace OptAIC.Engine.Facade;

/// <summary>Which runs are removed: those that are named, or those for which everything that is said here holds.</summary>
public sealed record RunRemovalRequest
{
    /// <summary>Runs, as in <see cref="RunFacade.Get"/>. One that is needed is an error; what else is said does not matter then.</summary>
    public IReadOnlyList<string> Runs { get; init; } = [];

    /// <summary>Only these; the limit does not matter.</summary>
    public RunFilter Filter { get; init; } = new();

    /// <summary>Only those that are not among so many newest of their flow.</summary>
    public int? Keep { get; init; }

    /// <summary>Only those that ended longer ago.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Only so many, oldest first, that the rest of them takes no more bytes than this.</summary>
    public long? MaxSize { get; init; }

    /// <summary>Also what the workspace says of retention; what is said here takes the place of that.</summary>
    public bool Retention { get; init; }

    /// <summary>Whether anything says which runs are meant: all of them never are by themselves.</summary>
    internal bool IsStated => Runs.Count > 0 || Keep is not null || OlderThan is not null || MaxSize is not null || Filter.Where is not null || Filter.Status is not null;
}
