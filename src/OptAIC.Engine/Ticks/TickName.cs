namespace OptAIC.Engine.Ticks;

/// <summary>What systems call the tick of a workspace.</summary>
internal static class TickName
{
    private const int Digits = 8;

    /// <summary>Made of the end of the workspace's id: its beginning is the time at which it was made, which others may share.</summary>
    public static string Of(Guid workspace) => "optaic-" + workspace.ToString("N")[^Digits..];
}
