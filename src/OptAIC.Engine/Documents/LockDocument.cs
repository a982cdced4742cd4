using OptAIC.Engine.Processes;
using OptAIC.Model;

namespace OptAIC.Engine.Documents;

/// <summary>The lock file of a flow: who is running it. Knowledge for readers; exclusion is the guard's.</summary>
internal sealed record LockDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    public required string HostId { get; init; }

    public required string Host { get; init; }

    public required int Pid { get; init; }

    /// <summary>Identity of the owner: process id with start time.</summary>
    public required string Process { get; init; }

    /// <summary>Identity of the leader of the program's process group, while there is one.</summary>
    public string? ChildGroup { get; init; }

    /// <summary>The same of every other program that runs at the same time.</summary>
    public IReadOnlyList<string>? MoreChildGroups { get; init; }

    public required string User { get; init; }

    public required Guid RunId { get; init; }

    public required FlowKind Flow { get; init; }

    public required DateTimeOffset AcquiredAt { get; init; }

    /// <summary>Until when the owner vouches for itself, for readers on other hosts.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>The groups of all its programs.</summary>
    public IReadOnlyList<ProcessGroup> ChildGroups() =>
        [.. (MoreChildGroups ?? []).Prepend(ChildGroup).Where(g => ProcessIdentity.TryParse(g, out _)).Select(g => ProcessIdentity.TryParse(g, out var leader) ? new ProcessGroup(leader) : default)];
}
