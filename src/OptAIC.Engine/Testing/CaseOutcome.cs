using OptAIC.Engine.Instances;

namespace OptAIC.Engine.Testing;

/// <summary>What happened in a case, before anybody says whether that is as expected.</summary>
internal sealed record CaseOutcome
{
    /// <summary>How it ended.</summary>
    public required ExpectedStatus Status { get; init; }

    /// <summary>Type of the error; id of the refusal.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The error in one line.</summary>
    public string? Error { get; init; }

    /// <summary>What refused the instance; the id of the refusal stands for one without single findings.</summary>
    public IReadOnlyList<OptIssue> Issues { get; init; } = [];

    /// <summary>Every contract that was checked: by the last run, or before the instance was made.</summary>
    public IReadOnlyList<OptContractReport> Contracts { get; init; } = [];

    /// <summary>The last run, when there was one.</summary>
    public OptRun? Run { get; init; }

    /// <summary>The instance's directory, when it was made.</summary>
    public InstancePaths? Paths { get; init; }
}
