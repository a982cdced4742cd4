using System.Globalization;
using OptAIC.Model;

namespace OptAIC.Cli.Output;

/// <summary>What differs between runs, and what becomes of them, for people.</summary>
internal static class RunKeepingOutput
{
    private const int MostShown = 50;

    /// <summary>One row per difference.</summary>
    public static void WriteDifferences(Screen screen, IReadOnlyList<OptRunDifference> differences)
    {
        if (differences.Count == 0)
        {
            screen.Line("no difference");
            return;
        }

        var table = new TextTable("AREA", "PATH", "BEFORE", "AFTER", ">DELTA");
        foreach (var difference in differences)
        {
            table.Add(
                difference.Area,
                difference.Path,
                Short(difference.Before),
                new Cell(Short(difference.After), difference.IsSame ? Tint.Faint : Tint.Plain),
                difference.Delta is { } delta and not 0 ? delta.ToString("+0.######;-0.######", CultureInfo.InvariantCulture) : "");
        }

        table.Write(screen);
    }

    /// <summary>One row per run, and what it comes to.</summary>
    public static void WriteRemovals(Screen screen, IReadOnlyList<OptRunRemoval> removals, bool whatIf)
    {
        var table = new TextTable("RUN", "FLOW", "STATUS", "ENDED", ">BYTES", "DATA", "KEPT BECAUSE");
        foreach (var run in removals.OrderBy(r => r.IsRemoved).Take(MostShown))
        {
            table.Add(Words.Short(run.Id), $"{run.Instance}.{SnakeCase.Of(run.Flow)}", Words.Of(run.Status), Words.Of(run.EndedAt), run.IsRemoved ? run.Size.ToString(CultureInfo.InvariantCulture) : "", run.DataVersion is { } version ? Words.Short(version) : "", run.KeptBecause);
        }

        table.Write(screen);
        if (removals.Count > MostShown)
        {
            screen.Line($"… and {removals.Count - MostShown} more (all with --json)");
        }

        var removed = removals.Where(r => r.IsRemoved).ToList();
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"{Words.Count(removed.Count, "run")} {(whatIf ? "would be removed" : "removed")} ({removed.Sum(r => r.Size)} bytes), {removals.Count - removed.Count} kept"));
    }

    // Hashes are long, and differ early.
    private static string Short(string? value) => value is { Length: 64 } && value.All(char.IsAsciiHexDigitLower) ? Words.Short(value) : (value ?? "").ReplaceLineEndings(" ");
}
