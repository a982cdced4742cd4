namespace OptAIC.Engine.Processes;

/// <summary>How long each way of stopping is given before the next.</summary>
/// <param name="AfterInterrupt">Between SIGINT and SIGTERM.</param>
/// <param name="AfterTerminate">Between SIGTERM and SIGKILL.</param>
internal readonly record struct StopPatience(TimeSpan AfterInterrupt, TimeSpan AfterTerminate)
{
    /// <summary>250 ms and 200 ms: whatever a program does about signals, it is gone within a second.</summary>
    public static StopPatience Default { get; } = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(200));

    /// <summary>The default, with another time to end in order.</summary>
    /// <param name="grace">The time; <c>null</c> is the usual one.</param>
    public static StopPatience Of(TimeSpan? grace) => grace is { } given ? Default with { AfterInterrupt = given } : Default;

    /// <summary>SIGKILL at once.</summary>
    public static StopPatience None => default;
}
