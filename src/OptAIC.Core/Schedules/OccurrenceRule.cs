namespace OptAIC.Schedules;

/// <summary>Why a schedule fires at an instant.</summary>
public enum OccurrenceRule
{
    /// <summary>The expression matches the wall clock.</summary>
    Normal,

    /// <summary>The wall clock skipped a time that matches; this is the first instant after the gap.</summary>
    Gap,

    /// <summary>The wall clock shows this time twice and the expression names a fixed time: it fires at the first only.</summary>
    Repeat,
}
