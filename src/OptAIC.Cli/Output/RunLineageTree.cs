using OptAIC.Model;

namespace OptAIC.Cli.Output;

/// <summary>What a result goes back to, as a tree from the result to the files. A run that is reached a second time is only referred to.</summary>
internal static class RunLineageTree
{
    /// <summary>Writes it.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="runs">The result first.</param>
    public static void Write(Screen screen, IReadOnlyList<OptRunLineage> runs) =>
        new Walk(screen, runs.GroupBy(Key).ToDictionary(g => g.Key, g => g.First()), []).Write(Key(runs[0]), runs[0], "", "", "", null);

    /// <summary>A run in a line: its flow, what it published, and when.</summary>
    public static string Line(OptRunLineage run) =>
        run.ToString()
        + (run.DataVersion is { } version ? $" {Words.Short(version)}" : "")
        + (run.LastDataDate is { } date ? $", data until {Words.Of(date)}" : "")
        + (run.Run is { } id ? $", run {Words.Short(id)}" : "")
        + (run.EndedAt is { } ended ? $" ended {Words.Of(ended)}" : "");

    private static RunKey Key(OptRunLineage run) => new(run.InstanceId, run.Flow, run.Run, run.Run is null ? run.DataVersion : null);

    private static RunKey Key(OptRunLineageInput input) => new(input.InstanceId, input.Flow, input.Run, input.Run is null ? input.DataVersion : null);

    // Where no run was recorded, the version tells what is meant.
    private sealed record RunKey(Guid Instance, FlowKind Flow, Guid? Run, string? Version);

    private sealed record Walk(Screen Screen, Dictionary<RunKey, OptRunLineage> Runs, HashSet<RunKey> Shown)
    {
        public void Write(RunKey key, OptRunLineage run, string indent, string branch, string below, string? role)
        {
            var first = Shown.Add(key);
            var again = !first && (run.Inputs.Count > 0 || run.Sources.Count > 0) ? " (see above)" : "";
            var missing = run.Missing is { } gone ? " " + Screen.Paint(gone, Tint.Warning) : "";
            Screen.Line(Screen.Paint(indent + branch, Tint.Faint) + Line(run) + Screen.Paint(role is null ? again : $" ({role}){again}", Tint.Faint) + missing);
            if (!first)
            {
                return;
            }

            var children = run.Inputs.GroupBy(Key).ToList();
            var leaves = children.Count + run.Sources.Count;
            foreach (var child in children)
            {
                var last = --leaves == 0;
                var roles = string.Join(", ", child.Select(i => i.Role));
                if (Runs.TryGetValue(child.Key, out var further))
                {
                    Write(child.Key, further, indent + below, last ? "└─ " : "├─ ", last ? "   " : "│  ", roles);
                }
                else
                {
                    var input = child.First();
                    Screen.Line(Screen.Paint(indent + below + (last ? "└─ " : "├─ "), Tint.Faint) + $"{input.Instance}.{SnakeCase.Of(input.Flow)} {Words.Short(input.DataVersion)}" + Screen.Paint($" ({roles})", Tint.Faint));
                }
            }

            foreach (var file in run.Sources)
            {
                Screen.Line(Screen.Paint(indent + below + (--leaves == 0 ? "└─ " : "├─ "), Tint.Faint) + $"{file.Path} {Words.Short(file.Sha256)}" + Screen.Paint($" ({file.Size} bytes, changed {Words.Of(file.ModifiedAt)})", Tint.Faint));
            }
        }
    }
}
