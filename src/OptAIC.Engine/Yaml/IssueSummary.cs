namespace OptAIC.Engine.Yaml;

/// <summary>How several issues are shown together.</summary>
internal static class IssueSummary
{
    /// <summary>The issues in the order of their places in the file.</summary>
    public static IReadOnlyList<OptIssue> ByPlace(IEnumerable<OptIssue> issues) => [.. issues.OrderBy(i => i.Line ?? 0).ThenBy(i => i.Column ?? 0)];

    /// <summary>The first error with its place, and how many more there are.</summary>
    public static string Of(IReadOnlyList<OptIssue> issues)
    {
        var errors = issues.Where(i => i.Severity == IssueSeverity.Error).ToList();
        return errors.Count switch
        {
            0 => "no problem",
            1 => errors[0].ToString(),
            _ => $"{errors[0]} (and {errors.Count - 1} more)",
        };
    }
}
