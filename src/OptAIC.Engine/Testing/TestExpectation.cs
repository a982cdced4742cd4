using OptAIC.Contracts;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Testing;

/// <summary>What a case expects.</summary>
internal sealed record TestExpectation
{
    /// <summary>How it is to end.</summary>
    public required ExpectedStatus Status { get; init; }

    /// <summary>Type of the error.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Part of the error's message, or a pattern.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Codes with which the instance is refused.</summary>
    public IReadOnlyList<string> Issues { get; init; } = [];

    /// <summary>File with the rows that are published; <c>null</c> when they do not matter.</summary>
    public ExpectedTable? Data { get; init; }

    /// <summary>Largest difference of two numbers.</summary>
    public double Tolerance { get; init; }

    /// <summary>Metrics with their limits.</summary>
    public IReadOnlyList<ExpectedMetric> Metrics { get; init; } = [];

    /// <summary>Contracts that are to be checked.</summary>
    public IReadOnlyList<ExpectedContract> Contracts { get; init; } = [];

    /// <summary>Published files.</summary>
    public IReadOnlyList<ExpectedFile> Files { get; init; } = [];
}

/// <summary>How a case is to end.</summary>
internal enum ExpectedStatus
{
    /// <summary>Its last flow completes.</summary>
    Completed,

    /// <summary>Its last flow fails.</summary>
    Failed,

    /// <summary>The instance cannot be made.</summary>
    Refused,
}

/// <summary>A file with expected rows.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Position">Where the case names it.</param>
internal sealed record ExpectedTable(string Path, DocumentPosition Position);

/// <summary>An expected metric.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; <c>null</c> when only limits are given.</param>
/// <param name="Min">Least value.</param>
/// <param name="Max">Greatest value.</param>
/// <param name="Position">Where the case says so.</param>
internal sealed record ExpectedMetric(string Name, double? Value, double? Min, double? Max, DocumentPosition Position);

/// <summary>What is to become of a contract.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Contract">Part of what it says, in one line; <c>null</c> is any of that kind.</param>
/// <param name="Outcome">What is to become of it.</param>
/// <param name="Codes">Codes of issues that it is to report.</param>
/// <param name="Position">Where the case says so.</param>
internal sealed record ExpectedContract(string Kind, string? Contract, ContractOutcome Outcome, IReadOnlyList<string> Codes, DocumentPosition Position);

/// <summary>An expected file.</summary>
/// <param name="Path">Its path in the output, with <c>/</c>.</param>
/// <param name="Exists">Whether it is to be there.</param>
/// <param name="Contains">Texts that it contains.</param>
/// <param name="Sha256">Hash of its content, in lower case.</param>
/// <param name="Data">Rows that it has.</param>
/// <param name="Position">Where the case says so.</param>
internal sealed record ExpectedFile(string Path, bool Exists, IReadOnlyList<string> Contains, string? Sha256, ExpectedTable? Data, DocumentPosition Position);
