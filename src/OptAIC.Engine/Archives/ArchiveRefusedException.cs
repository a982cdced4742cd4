using OptAIC.Errors;

namespace OptAIC.Engine.Archives;

/// <summary>An archive is damaged, holds what must not be unpacked, or stands where only a folder will do. Nothing of it was kept.</summary>
public sealed class ArchiveRefusedException : OptException
{
    private const int LongestName = 200;

    private ArchiveRefusedException(string archive, string? entry, string problem, string hint, Exception? cause)
        : base("ArchiveRefused", ExitCode.Usage, $"the archive '{archive}'{(entry is null ? "" : $", entry '{Shown(entry)}'")}: {problem}", hint, cause) =>
        (Archive, Entry) = (archive, entry);

    /// <summary>The archive.</summary>
    public string Archive { get; }

    /// <summary>The entry at fault, as the archive spells it; <c>null</c> when it is none in particular.</summary>
    public string? Entry { get; }

    internal static ArchiveRefusedException Because(string archive, string? entry, string problem) =>
        new(archive, entry, problem, "an archive holds plain files and folders, with relative names that every system accepts; nothing of it was kept", null);

    internal static ArchiveRefusedException Damaged(string archive, string? entry, Exception cause) =>
        new(archive, entry, $"it is damaged ({cause.Message.TrimEnd('.')})", "make the archive again, or get it again; nothing of it was kept", cause);

    internal static ArchiveRefusedException Damaged(string archive, string? entry, string problem) =>
        new(archive, entry, $"it is damaged ({problem})", "make the archive again, or get it again; nothing of it was kept", null);

    internal static ArchiveRefusedException NeedsFolder(string archive) =>
        new(archive, null, "test cases run from a folder", "unpack it, or register it and test the definition by its name; to check it only, validate it", null);

    private static string Shown(string entry) => entry.Length <= LongestName ? entry : entry[..LongestName] + "…";
}
