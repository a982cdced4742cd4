using OptAIC.Engine.Yaml;
using OptAIC.Errors;

namespace OptAIC.Engine.Specs;

/// <summary>A spec, or a config in it, breaks rules; every one of them is an issue.</summary>
public sealed class InvalidSpecException : OptException
{
    internal InvalidSpecException(IReadOnlyList<OptIssue> issues)
        : base("InvalidSpec", ExitCode.Usage, IssueSummary.Of(issues), "optaic definition show NAME lists the parameters of a definition") => Issues = issues;

    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; }
}
