namespace OptAIC.Engine.Files;

/// <summary>Renames on Windows, where a reader, an indexer or a virus scanner can hold either name for a moment.</summary>
internal static class WindowsRename
{
    private const int Attempts = 40;
    private const int LongestPauseMs = 25;

    /// <summary>Calls <paramref name="rename"/> again, for up to about 0.7 s, while it is refused for a reason that can pass.</summary>
    public static void Retry(Action<string, string> rename, string from, string to)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                rename(from, to);
                return;
            }
            catch (Exception e) when (attempt < Attempts && MayPass(e))
            {
                Thread.Sleep(Math.Min(attempt, LongestPauseMs));
            }
        }
    }

    // Renaming over a file that is open answers "access denied", exactly as a lack of permission does.
    private static bool MayPass(Exception refusal) =>
        refusal is UnauthorizedAccessException || (refusal is IOException && (refusal.HResult & 0xFFFF) is WindowsError.SharingViolation or WindowsError.LockViolation);
}
