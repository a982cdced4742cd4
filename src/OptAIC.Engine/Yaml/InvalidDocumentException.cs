using OptAIC.Errors;

namespace OptAIC.Engine.Yaml;

/// <summary>A file or text is not the YAML or JSON that it should be.</summary>
public sealed class InvalidDocumentException : OptException
{
    internal InvalidDocumentException(IReadOnlyList<OptIssue> issues, string hint)
        : base("InvalidDocument", ExitCode.Usage, IssueSummary.Of(issues), hint) => Issues = issues;

    internal InvalidDocumentException(OptIssue issue, string hint)
        : this([issue], hint)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; }
}
