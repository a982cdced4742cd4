using OptAIC.Errors;

namespace OptAIC.Engine.Sources;

/// <summary>A file that a flow reads is not there.</summary>
/// <param name="path">The file or pattern.</param>
/// <param name="parameter">The parameter that names it.</param>
public sealed class SourceMissingException(string path, string parameter = "path")
    : OptException("SourceMissing", ExitCode.Failed, $"the data file {path} does not exist", $"put it there, or change '{parameter}' in the config; nothing was published")
{
    /// <summary>The file or pattern.</summary>
    public string Path { get; } = path;
}
