using OptAIC.Errors;

namespace OptAIC.Engine.Sources;

/// <summary>A file that a flow reads is not there.</summary>
/// <param name="path">The file or pattern.</param>
public sealed class SourceMissingException(string path)
    : OptException("SourceMissing", ExitCode.Failed, $"the data file {path} does not exist", "put it there, or change 'path' in the config; nothing was published")
{
    /// <summary>The file or pattern.</summary>
    public string Path { get; } = path;
}
