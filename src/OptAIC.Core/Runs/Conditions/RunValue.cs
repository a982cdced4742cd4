namespace OptAIC.Runs.Conditions;

/// <summary>What a field is held against.</summary>
public abstract record RunValue
{
    private RunValue()
    {
    }

    /// <summary>Written <c>none</c>: that there is no value.</summary>
    public sealed record None : RunValue;

    /// <summary>A text, one of the words of a choice in its own spelling, or a pattern.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : RunValue;

    /// <summary>A number.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Number(double Value) : RunValue;

    /// <summary>A length of time.</summary>
    /// <param name="Value">The length.</param>
    public sealed record Duration(TimeSpan Value) : RunValue;

    /// <summary>A day.</summary>
    /// <param name="Value">The day.</param>
    public sealed record Day(DateOnly Value) : RunValue;

    /// <summary>A stretch of time that is meant as a whole: a day, a minute, a second, or one instant.</summary>
    /// <param name="From">Its beginning.</param>
    /// <param name="To">Its end, which does not belong to it.</param>
    public sealed record Time(DateTimeOffset From, DateTimeOffset To) : RunValue;
}
