namespace OptAIC.Cli.Output;

/// <summary>Activity for people.</summary>
internal static class EventOutput
{
    /// <summary>One row per change.</summary>
    public static void WriteList(Screen screen, IReadOnlyList<OptEvent> events)
    {
        var table = new TextTable("TIME", "ACTION", "RESOURCE", "BY", "DETAILS");
        foreach (var activity in events)
        {
            table.Add(Words.Of(activity.Time), activity.Action, activity.Resource, activity.Actor, Details(activity));
        }

        table.Write(screen);
    }

    /// <summary>One line, for a change that has just happened.</summary>
    public static void WriteOne(Screen screen, OptEvent activity) =>
        screen.Line($"{Words.Of(activity.Time)}  {activity.Action}  {activity.Resource}  {Details(activity)}".TrimEnd());

    private static string Details(OptEvent activity) => string.Join(' ', activity.Payload.Select(p => $"{p.Key}={p.Value}")).ReplaceLineEndings(" ");
}
