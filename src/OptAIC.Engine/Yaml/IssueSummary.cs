namespace OptAIC.Engine.Yaml;

/// <summary>One line for several issues.</summary>
internal static class IssueSummary
{
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
