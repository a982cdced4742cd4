namespace OptAIC.Quant.Backtesting;

/// <summary>No targets could be decided on a date; the inner exception says why.</summary>
public sealed class DecisionFailedException : Exception
{
    /// <summary>Makes the exception from its cause.</summary>
    public DecisionFailedException(DateOnly date, Exception cause)
        : base($"no targets could be decided on {date:yyyy-MM-dd}: {cause.Message}", cause) =>
        Date = date;

    /// <summary>Date of the decision.</summary>
    public DateOnly Date { get; }
}
