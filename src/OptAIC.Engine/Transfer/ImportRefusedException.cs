using OptAIC.Errors;

namespace OptAIC.Engine.Transfer;

/// <summary>Instances cannot be imported; nothing was.</summary>
public sealed class ImportRefusedException : OptException
{
    internal ImportRefusedException(string archive, IReadOnlyList<OptIssue> issues, string hint)
        : base(
            "ImportRefused",
            issues.All(i => i.Code == "missing_reference") ? ExitCode.NotFound : ExitCode.Usage,
            $"nothing of '{archive}' is imported: {string.Join("; ", issues.Select(i => i.Message))}",
            hint) => Issues = issues;

    /// <summary>All that stands in the way.</summary>
    public override IReadOnlyList<OptIssue> Issues { get; }
}
