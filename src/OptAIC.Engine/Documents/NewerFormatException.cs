using OptAIC.Errors;

namespace OptAIC.Engine.Documents;

/// <summary>A document was written by a newer version of OptAIC.</summary>
/// <param name="path">The file.</param>
/// <param name="found">Its format.</param>
/// <param name="known">The newest format that this version reads.</param>
public sealed class NewerFormatException(string path, int found, int known)
    : OptException("NewerFormat", ExitCode.Failed, $"{path}: has format {found}; this version of OptAIC reads format {known} and older", "use the version of OptAIC that wrote it, or a newer one")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
