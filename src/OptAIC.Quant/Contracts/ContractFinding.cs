namespace OptAIC.Quant.Contracts;

/// <summary>One way in which data break a rule.</summary>
/// <param name="Code">Stable code in snake_case.</param>
/// <param name="Message">What is wrong, in one line.</param>
/// <param name="Count">How many values, rows or names are affected.</param>
/// <param name="Sample">The first affected ones.</param>
public sealed record ContractFinding(string Code, string Message, long Count, IReadOnlyList<string> Sample)
{
    /// <summary>The column that it is about, if it is about one.</summary>
    public string? Column { get; init; }

    /// <summary>Whether it is worth telling and no violation.</summary>
    public bool IsRemark { get; init; }
}
