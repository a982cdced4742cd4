namespace OptAIC.Cli.Output;

/// <summary>Changes of instances for people.</summary>
internal static class InstanceChangeOutput
{
    /// <summary>Several changes.</summary>
    /// <param name="screen">Where they go.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="none">What is said when there are none.</param>
    public static void Write(Screen screen, IReadOnlyList<OptInstanceChange> changes, string none)
    {
        foreach (var change in changes)
        {
            Write(screen, change);
        }

        if (changes.Count == 0)
        {
            screen.Line(none);
        }
    }

    /// <summary>What changed, value by value.</summary>
    public static void Write(Screen screen, OptInstanceChange change)
    {
        if (!change.Changed)
        {
            screen.Line($"{change.Name}: nothing to change (generation {change.FromGeneration})");
            return;
        }

        screen.Line($"{(change.IsPreview ? "would change" : "changed")} {change.Name} (generation {change.FromGeneration} → {change.ToGeneration})");
        foreach (var move in change.Moves.Where(m => m.IsDowngrade))
        {
            screen.Line($"this is a downgrade: {move.From} → {move.To}");
        }

        if (change.Data is { } data)
        {
            screen.Line($"data {(change.IsPreview ? "would be " : "")}{data}");
        }

        var table = new TextTable("PATH", "BEFORE", "AFTER");
        foreach (var difference in change.Differences)
        {
            table.Add(difference.Path, difference.Before ?? "-", (difference.After ?? "-") + (difference.IsDefault ? " (default)" : ""));
        }

        table.Write(screen);
        foreach (var move in change.Moves.Where(m => m.Differences.Count > 0))
        {
            screen.Line($"{move.To} differs from {move.From}:");
            foreach (var difference in move.Differences)
            {
                screen.Line($"  {difference}");
            }
        }
    }
}
