using OptAIC.Engine.Yaml;
using OptAIC.Errors;

namespace OptAIC.Engine.Testing;

/// <summary>The test cases of a definition cannot be run as they are written; every problem of every case is an issue.</summary>
public sealed class InvalidTestSuiteException : OptException
{
    internal InvalidTestSuiteException(IReadOnlyList<OptIssue> issues)
        : base("InvalidTestSuite", ExitCode.Usage, IssueSummary.Of(issues), "docs/testing-definitions.md describes what a case may say") => Issues = issues;

    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; }
}

/// <summary>No case of a definition has a name that matches.</summary>
/// <param name="definition">The definition.</param>
/// <param name="filter">What was asked for.</param>
/// <param name="names">The names that there are.</param>
public sealed class TestCaseNotFoundException(string definition, string filter, IEnumerable<string> names)
    : OptException("TestCaseNotFound", ExitCode.NotFound, $"{definition} has no case '{filter}'", $"it has {string.Join(", ", names.Select(n => $"'{n}'"))}")
{
    /// <summary>What was asked for.</summary>
    public string Filter { get; } = filter;
}
