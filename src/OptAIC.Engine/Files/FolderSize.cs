namespace OptAIC.Engine.Files;

/// <summary>What the files of a folder take.</summary>
internal static class FolderSize
{
    /// <summary>Bytes of all files below a folder; links, and what they lead to, take nothing, and a folder that is not there neither.</summary>
    public static long Of(string? folder)
    {
        if (!Directory.Exists(folder))
        {
            return 0;
        }

        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Sum(f => f.Length);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // Somebody removes it just now.
            return 0;
        }
    }
}
