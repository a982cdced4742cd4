namespace OptAIC.Cli.Tests.Harness;

/// <summary>A directory of one test, gone with it.</summary>
internal sealed class TemporaryRoot : IDisposable
{
    public TemporaryRoot() => Path = Directory.CreateTempSubdirectory("optaic-cli-").FullName;

    public string Path { get; }

    /// <summary>Writes a file below it and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that a failed test left behind may still be writing.
        }
    }
}
