using OptAIC.Engine.Yaml;
using OptAIC.Errors;

namespace OptAIC.Engine.Stacks;

/// <summary>A stack cannot be applied as it is written; every problem of every instance is an issue, and nothing was changed.</summary>
public sealed class InvalidStackException : OptException
{
    internal InvalidStackException(IReadOnlyList<OptIssue> issues, ExitCode exitCode = ExitCode.Usage)
        : base("InvalidStack", exitCode, IssueSummary.Of(issues), "nothing was changed; docs/stacks.md describes manifests") => Issues = issues;

    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; }
}

/// <summary>Another stack is being applied to the workspace.</summary>
/// <param name="root">The workspace.</param>
public sealed class StackBusyException(string root)
    : OptException("StackBusy", ExitCode.Busy, $"another process is applying a stack to the workspace {root}", "wait until it has ended and apply again")
{
    /// <summary>The workspace.</summary>
    public string Root { get; } = root;
}
