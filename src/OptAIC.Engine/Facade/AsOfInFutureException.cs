using OptAIC.Errors;

namespace OptAIC.Engine.Facade;

/// <summary>A run was asked for as of a day that is still to come.</summary>
/// <param name="day">The day.</param>
public sealed class AsOfInFutureException(DateOnly day)
    : OptException("AsOfInFuture", ExitCode.Usage, $"nothing can be run as of {day:yyyy-MM-dd}: that day is still to come", "'flow status --as-of' judges by any day")
{
    /// <summary>The day.</summary>
    public DateOnly Day { get; } = day;
}
