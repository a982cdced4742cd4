namespace OptAIC.Schedules;

/// <summary>What is done about planned instants at which nothing was started.</summary>
public enum CatchUp
{
    /// <summary>They are left out.</summary>
    Skip,

    /// <summary>The last of them is made up for, once, however many they were.</summary>
    Last,

    /// <summary>Each of them is made up for, oldest first.</summary>
    All,
}
