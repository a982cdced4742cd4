namespace OptAIC.Commands;

/// <summary>Reads a log that its run may still be writing, or rotating away.</summary>
internal static class LogFile
{
    /// <summary>The lines so far; none when the run has not said anything.</summary>
    public static IEnumerable<string> Lines(string path)
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
