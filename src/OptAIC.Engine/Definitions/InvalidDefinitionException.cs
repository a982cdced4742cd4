using OptAIC.Engine.Yaml;
using OptAIC.Errors;

namespace OptAIC.Engine.Definitions;

/// <summary>A definition breaks rules; every one of them is an issue.</summary>
public sealed class InvalidDefinitionException : OptException
{
    internal InvalidDefinitionException(IReadOnlyList<OptIssue> issues)
        : base("InvalidDefinition", ExitCode.Usage, IssueSummary.Of(issues), "see every problem with: optaic definition validate FOLDER") => Issues = issues;

    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; }
}
