namespace OptAIC.Runs.Conditions;

/// <summary>What a part of a condition is.</summary>
internal enum ConditionTokenKind
{
    Word,
    Quoted,
    Operator,
    Open,
    Close,
    End,
}

/// <summary>A part of a condition.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text; of a quoted one, what is between the quotes.</param>
/// <param name="Column">Where it begins, from 1.</param>
internal readonly record struct ConditionToken(ConditionTokenKind Kind, string Text, int Column)
{
    public bool Is(string keyword) => Kind == ConditionTokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
