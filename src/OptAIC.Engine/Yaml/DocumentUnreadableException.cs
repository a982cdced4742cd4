using OptAIC.Errors;

namespace OptAIC.Engine.Yaml;

/// <summary>A YAML or JSON file that somebody named cannot be opened.</summary>
public sealed class DocumentUnreadableException : OptException
{
    internal DocumentUnreadableException(string path, Exception cause)
        : base(
            IsMissing(cause) ? "FileNotFound" : "FileUnreadable",
            IsMissing(cause) ? ExitCode.NotFound : ExitCode.Failed,
            IsMissing(cause) ? $"there is no file '{path}'" : $"the file '{path}' cannot be read: {cause.Message}",
            "check the path",
            cause) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    private static bool IsMissing(Exception cause) => cause is FileNotFoundException or DirectoryNotFoundException;
}
