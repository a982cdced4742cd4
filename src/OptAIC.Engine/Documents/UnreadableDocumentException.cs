using OptAIC.Errors;

namespace OptAIC.Engine.Documents;

/// <summary>A document of the store cannot be read. It is left as it is until somebody asks for repair.</summary>
/// <param name="path">The file.</param>
/// <param name="problem">What is wrong with it.</param>
/// <param name="inner">The cause.</param>
public sealed class UnreadableDocumentException(string path, string problem, Exception? inner = null)
    : OptException("UnreadableDocument", ExitCode.Failed, $"{path}: {problem}", "mend the file, or run 'optaic registry repair', which moves it aside", inner)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
