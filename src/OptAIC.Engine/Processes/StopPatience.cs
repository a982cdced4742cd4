namespace OptAIC.Engine.Processes;

/// <summary>How long each way of stopping is given before the next.</summary>
/// <param name="AfterInterrupt">Between SIGINT and SIGTERM.</param>
/// <param name="AfterTerminate">Between SIGTERM and SIGKILL.</param>
internal readonly record struct StopPatience(TimeSpan AfterInterrupt, TimeSpan AfterTerminate)
{
    /// <summary>5 s and 5 s.</summary>
    public static StopPatience Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));

    /// <summary>SIGKILL at once.</summary>
    public static StopPatience None => default;
}
