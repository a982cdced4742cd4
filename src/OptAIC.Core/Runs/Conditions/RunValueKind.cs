namespace OptAIC.Runs.Conditions;

/// <summary>What the values of a field are, and thereby what they can be compared with, and how.</summary>
public enum RunValueKind
{
    /// <summary>Text; case does not count.</summary>
    Text,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A length of time.</summary>
    Duration,

    /// <summary>An instant.</summary>
    Time,

    /// <summary>A day.</summary>
    Date,
}
