namespace OptAIC.Freshness;

/// <summary>The time for which statuses are computed.</summary>
/// <param name="Now">The present instant.</param>
/// <param name="AsOf">The day to judge by; <c>null</c> is the present day in each flow's zone.</param>
public readonly record struct EvaluationTime(DateTimeOffset Now, DateOnly? AsOf = null)
{
    /// <summary>The day to judge by, in a zone.</summary>
    public DateOnly DayIn(TimeZoneInfo zone) =>
        AsOf ?? DateOnly.FromDateTime(Now.ToOffset(zone.GetUtcOffset(Now)).DateTime);
}
