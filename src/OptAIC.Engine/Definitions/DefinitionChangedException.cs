using OptAIC.Engine.Yaml;
using OptAIC.Errors;

namespace OptAIC.Engine.Definitions;

/// <summary>Files of a registered definition are missing or not what they were when it was registered.</summary>
public sealed class DefinitionChangedException : OptException
{
    internal DefinitionChangedException(string definition, IReadOnlyList<OptIssue> issues)
        : base(
            "DefinitionChanged",
            ExitCode.Failed,
            $"the registered files of {definition} are not what they were: {IssueSummary.Of(issues)}",
            "restore them, or register the definition with a new version") => Issues = issues;

    /// <inheritdoc/>
    public override bool CanPass => false;

    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; }
}
