using OptAIC.Engine.Yaml;
using OptAIC.Errors;

namespace OptAIC.Engine.Stacks;

/// <summary>A stack was found right and could not be applied to its end, for example because an instance is running.</summary>
public sealed class StackInterruptedException : OptException
{
    internal StackInterruptedException(string stack, int changed, IReadOnlyList<OptIssue> issues, ExitCode exitCode)
        : base(
            "StackInterrupted",
            exitCode,
            $"the stack '{stack}' was applied in part ({changed} {(changed == 1 ? "change" : "changes")} made): {IssueSummary.Of(issues)}",
            "mend what stands in the way and apply again: it goes on where it ended") => (Changed, Issues) = (changed, issues);

    /// <summary>How many instances were made, changed or removed.</summary>
    public int Changed { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; }
}
