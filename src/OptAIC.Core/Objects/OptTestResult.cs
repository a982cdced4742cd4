using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC;

/// <summary>How a case of a definition's tests ended.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<TestOutcome>))]
public enum TestOutcome
{
    /// <summary>Everything was as expected.</summary>
    Passed,

    /// <summary>Something was not.</summary>
    Failed,

    /// <summary>It was not run.</summary>
    Skipped,
}

/// <summary>What became of one case of a definition's tests.</summary>
public sealed record OptTestResult
{
    /// <summary>The definition, with its version.</summary>
    public required string Definition { get; init; }

    /// <summary>Name of the case.</summary>
    public required string Case { get; init; }

    /// <summary>How it ended.</summary>
    public required TestOutcome Outcome { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What was not as expected: where the case says so, what was expected, what was found.</summary>
    public IReadOnlyList<OptIssue> Differences { get; init; } = [];

    /// <summary>What contracts that only warn have found when its instances were made.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why it failed or was skipped, in one line.</summary>
    public string? Message { get; init; }

    /// <summary>File of the case.</summary>
    public required string File { get; init; }

    /// <summary>Line in it at which its expectations begin.</summary>
    public int? Line { get; init; }

    /// <summary>Last lines of the run's standard error, when it failed.</summary>
    public IReadOnlyList<string> Log { get; init; } = [];

    /// <summary>Its throw-away workspace, when that was kept.</summary>
    public string? Workspace { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Case}: {SnakeCase.Of(Outcome)}";
}
