using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Output;

/// <summary>Flows for people.</summary>
internal static class FlowOutput
{
    /// <summary>One row per flow, with the nearest reason.</summary>
    public static void WriteList(Screen screen, IReadOnlyList<OptFlow> flows)
    {
        var table = new TextTable("FLOW", "STATUS", "DATA DATE", "LAST RUN", "NEXT", "REASON");
        foreach (var flow in flows)
        {
            var reason = flow.Reasons is [var first, ..] ? $"{first.Code}: {first.Detail}" : "";
            table.Add(flow.ToString(), Words.Of(flow.Status), Words.Of(flow.LastDataDate), Words.Of(flow.LastRunAt), Words.Of(flow.NextRunAt), reason.ReplaceLineEndings(" "));
        }

        table.Write(screen);
    }

    /// <summary>The status of one flow in a line, what stands in its way, and if asked the evaluation down to the root causes.</summary>
    public static void WriteStatus(Screen screen, OptFreshness freshness)
    {
        var flow = freshness.Flow;
        screen.Line($"{flow} {Status(screen, flow)}");
        if (freshness.Checks.Count > 0)
        {
            ReasonTree.Write(screen, flow.Reasons, flow.ToString(), "  ");
        }

        if (freshness.Blockers.Count > 0)
        {
            screen.Line("  blocked by:");
            foreach (var blocker in freshness.Blockers)
            {
                screen.Line($"    {blocker} {Status(screen, blocker)}");
            }
        }

        if (freshness.Checks.Count > 0)
        {
            screen.Line("  rules:");
            CheckTree.Write(screen, freshness.Checks);
        }
    }

    /// <summary>What a stop did, one line per flow.</summary>
    public static void WriteStopped(Screen screen, IReadOnlyList<StoppedFlow> flows)
    {
        foreach (var stopped in flows)
        {
            screen.Line(stopped.Run is { } run ? $"{stopped.Flow} {stopped.Outcome} (run {Words.Short(run)})" : $"{stopped.Flow} {stopped.Outcome}");
        }
    }

    private static string Status(Screen screen, OptFlow flow)
    {
        var status = Words.Of(flow.Status);
        return screen.Paint(status.Text, status.Tint);
    }
}
