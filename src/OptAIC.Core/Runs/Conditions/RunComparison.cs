namespace OptAIC.Runs.Conditions;

/// <summary>How a field is held against a value. What a run does not have is equal to nothing, and neither before nor after anything.</summary>
public enum RunComparison
{
    /// <summary><c>=</c>.</summary>
    Equal,

    /// <summary><c>!=</c>: exactly when <c>=</c> does not hold.</summary>
    NotEqual,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&lt;=</c>.</summary>
    LessOrEqual,

    /// <summary><c>&gt;</c>.</summary>
    Greater,

    /// <summary><c>&gt;=</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>~</c>: a pattern with <c>*</c> and <c>?</c> for the whole text, or a part of it.</summary>
    Like,
}
