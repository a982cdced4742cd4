using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Contracts;

/// <summary>What became of a contract at a gate.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ContractOutcome>))]
public enum ContractOutcome
{
    /// <summary>It was checked and holds.</summary>
    Passed,

    /// <summary>It is violated, and that is reported.</summary>
    Warned,

    /// <summary>It is violated, and that refuses what was to be done.</summary>
    Blocked,

    /// <summary>There was nothing that it could be checked against, for example no weights from before.</summary>
    NotChecked,
}
