using OptAIC.Engine.Yaml;
using OptAIC.Errors;

namespace OptAIC.Engine.Contracts;

/// <summary>A contract that was given to be checked is not one.</summary>
/// <param name="issues">Everything that is wrong with it.</param>
public sealed class InvalidContractException(IReadOnlyList<OptIssue> issues)
    : OptException("InvalidContract", ExitCode.Usage, IssueSummary.Of(issues), "docs/contracts.md describes every kind")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; } = issues;
}
