namespace OptAIC.Schedules;

/// <summary>What a schedule asks for at some moment.</summary>
/// <param name="Due">The occurrence to start now; <c>null</c> when there is none.</param>
/// <param name="Missed">Occurrences before it that are not made up for, at most <see cref="DueRules.MostCounted"/>.</param>
/// <param name="FirstMissed">The first of those.</param>
/// <param name="LastMissed">The last of those.</param>
public readonly record struct DueWork(Occurrence? Due, int Missed, Occurrence? FirstMissed, Occurrence? LastMissed)
{
    /// <summary>Nothing.</summary>
    public static DueWork None => default;
}
