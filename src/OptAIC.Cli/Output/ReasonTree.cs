namespace OptAIC.Cli.Output;

/// <summary>Reasons with their causes, indented one step per cause, down to the root.</summary>
internal static class ReasonTree
{
    /// <summary>Writes them.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="reasons">The reasons of one flow.</param>
    /// <param name="about">The flow just named, so that it is not named again.</param>
    /// <param name="indent">What each line starts with.</param>
    public static void Write(Screen screen, IReadOnlyList<OptReason> reasons, string about, string indent)
    {
        // Two edges to the same upstream give the same chain.
        foreach (var reason in reasons.DistinctBy(r => r.ToString()))
        {
            var (speaksOf, depth) = (about, indent);
            for (var step = reason; step is not null; step = step.Cause)
            {
                var flow = step.Flow == speaksOf ? "" : step.Flow + " ";
                screen.Line($"{depth}{screen.Paint("└─", Tint.Faint)} {flow}{screen.Paint(step.Code, Tint.Warning)}: {step.Detail.ReplaceLineEndings(" ")}");
                (speaksOf, depth) = (step.Flow, depth + "   ");
            }
        }
    }
}
