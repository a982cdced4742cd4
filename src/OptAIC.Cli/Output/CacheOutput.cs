using System.Globalization;
using OptAIC.Model;

namespace OptAIC.Cli.Output;

/// <summary>The cache, for people.</summary>
internal static class CacheOutput
{
    /// <summary>One row per entry.</summary>
    public static void Write(Screen screen, IReadOnlyList<OptCacheEntry> entries)
    {
        var table = new TextTable("KEY", "KIND", ">SIZE", "MADE", "USED BY", "SOURCE");
        foreach (var entry in entries)
        {
            table.Add(
                Words.Short(entry.Key),
                SnakeCase.Of(entry.Kind),
                Words.Size(entry.Size),
                entry.IsComplete ? Words.Of(entry.CreatedAt) : new Cell("half-built", Tint.Warning),
                entry.Instances.Count == 0 ? new Cell("nobody", Tint.Faint) : string.Join(", ", entry.Instances),
                entry.Source);
        }

        table.Write(screen);
        screen.Line($"{Words.Size(entries.Sum(e => e.Size))} in {Entries(entries.Count)}; {Words.Size(entries.Where(e => e.Instances.Count == 0).Sum(e => e.Size))} that nobody refers to");
    }

    /// <summary>One row per entry, and what it comes to.</summary>
    public static void Write(Screen screen, IReadOnlyList<OptCacheRemoval> removals, bool whatIf)
    {
        var table = new TextTable("KEY", "KIND", ">SIZE", "KEPT BECAUSE");
        foreach (var removal in removals.OrderBy(r => r.IsRemoved))
        {
            table.Add(Words.Short(removal.Key), SnakeCase.Of(removal.Kind), Words.Size(removal.Size), removal.KeptBecause);
        }

        table.Write(screen);
        var removed = removals.Where(r => r.IsRemoved).ToList();
        screen.Line($"{Entries(removed.Count)} {(whatIf ? "would be removed" : "removed")} ({Words.Size(removed.Sum(r => r.Size))}), {(removals.Count - removed.Count).ToString(CultureInfo.InvariantCulture)} kept");
    }

    private static string Entries(int count) => count == 1 ? "1 entry" : $"{count.ToString(CultureInfo.InvariantCulture)} entries";
}
