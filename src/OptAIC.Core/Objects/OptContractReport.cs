using OptAIC.Contracts;
using OptAIC.Definitions;

namespace OptAIC;

/// <summary>What the check of one contract at one gate has found. Contracts that hold are reported too: one sees what was checked.</summary>
public sealed record OptContractReport
{
    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>Kind of the contract, for example <c>dataset.schema</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it asks for, in one line.</summary>
    public required string Contract { get; init; }

    /// <summary>What lists the contract: a definition with its version, the instance, a file, or what was typed.</summary>
    public required string Source { get; init; }

    /// <summary>Where it was checked.</summary>
    public required ContractGate Gate { get; init; }

    /// <summary>What a violation did there: as written, or <c>block</c> because the instance is official.</summary>
    public required GuardrailEnforcement Enforcement { get; init; }

    /// <summary>What became of it.</summary>
    public required ContractOutcome Outcome { get; init; }

    /// <summary>How many values, rows or metrics were looked at.</summary>
    public long Checked { get; init; }

    /// <summary>What was found, with counts and samples; or why there was nothing to check.</summary>
    public IReadOnlyList<OptIssue> Issues { get; init; } = [];

    /// <summary>Outcome, kind and contract.</summary>
    public override string ToString() => $"{Outcome}: {Kind} {Contract}";
}
