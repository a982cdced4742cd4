using OptAIC.Model;

namespace OptAIC.Cli.Output;

/// <summary>What a change would do, and the ways from one flow to another, for people.</summary>
internal static class ImpactOutput
{
    /// <summary>One row per change and flow.</summary>
    public static void Write(Screen screen, string of, IReadOnlyList<OptLineageImpact> impacts)
    {
        var table = new TextTable("CHANGE", "FLOW", "STATUS", "START", "WHY");
        foreach (var impact in impacts)
        {
            table.Add(
                SnakeCase.Of(impact.Change),
                impact.ToString(),
                impact.Before == impact.After ? Words.Of(impact.After) : new($"{SnakeCase.Of(impact.Before)} → {SnakeCase.Of(impact.After)}", Words.Of(impact.After).Tint),
                impact.StartRefused ? new Cell("refused", Tint.Bad) : "",
                impact.Why.ReplaceLineEndings(" "));
        }

        table.Write(screen);
        if (impacts.Count == 0)
        {
            screen.Line($"nothing depends on {of}");
        }
    }

    /// <summary>One line per way.</summary>
    public static void Write(Screen screen, string from, string to, IReadOnlyList<OptLineagePath> paths)
    {
        foreach (var path in paths)
        {
            var roles = path.Edges.ToLookup(e => $"{e.Downstream}.{SnakeCase.Of(e.DownstreamFlow)}", LineageTree.Role);
            screen.Line(path.Flows[0] + string.Concat(path.Flows.Skip(1).Select(f => $" → {f}" + Roles(screen, roles[f]))));
        }

        if (paths.Count == 0)
        {
            screen.Line($"nothing leads from {from} to {to}");
        }
    }

    private static string Roles(Screen screen, IEnumerable<string> roles) => screen.Paint($" ({string.Join(", ", roles)})", Tint.Faint);
}
