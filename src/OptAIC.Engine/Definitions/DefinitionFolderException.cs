using OptAIC.Engine.Yaml;
using OptAIC.Errors;

namespace OptAIC.Engine.Definitions;

/// <summary>A folder cannot be registered as it is: links, names that some system refuses, too many or too large files.</summary>
public sealed class DefinitionFolderException : OptException
{
    internal DefinitionFolderException(IReadOnlyList<OptIssue> issues)
        : base("DefinitionFolderRefused", ExitCode.Usage, IssueSummary.Of(issues), "a definition holds plain files of its own") => Issues = issues;

    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; }
}
