using OptAIC.Engine.Documents;

namespace OptAIC.Engine.Sync;

/// <summary>The document <c>metadata/sync.json</c>: what was copied back to the source folder last.</summary>
internal sealed record SyncDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    public required DateTimeOffset At { get; init; }

    /// <summary>The source folder.</summary>
    public required string Source { get; init; }

    /// <summary>The definition whose files were in the sandbox before the runs.</summary>
    public required string Definition { get; init; }

    public required IReadOnlyList<SyncedFile> Files { get; init; }
}

/// <summary>A file that differs from what was put into the sandbox.</summary>
internal sealed record SyncedFile(string Path, string Action, string? Sha256, string? Base, string? Reason);
