namespace OptAIC.Cli.Output;

/// <summary>Which later results were made from one, as a tree. A run that is reached a second time is only referred to.</summary>
internal static class RunConsequenceTree
{
    /// <summary>Writes it.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="runs">The run that all others go back to first.</param>
    public static void Write(Screen screen, IReadOnlyList<OptRunLineage> runs)
    {
        new Walk(screen, runs, []).Write(runs[0], "", "", "", null);
        if (runs.Count == 1 && runs[0].Missing is null)
        {
            screen.Line("no later result was made from it");
        }
    }

    private sealed record Walk(Screen Screen, IReadOnlyList<OptRunLineage> Runs, HashSet<Guid?> Shown)
    {
        private readonly ILookup<(Guid, Model.FlowKind, string), OptRunLineage> _readers =
            Runs.SelectMany(r => r.Inputs.Select(i => (Key: (i.InstanceId, i.Flow, i.DataVersion), Run: r)).DistinctBy(i => i.Key)).ToLookup(i => i.Key, i => i.Run);

        public void Write(OptRunLineage run, string indent, string branch, string below, string? role)
        {
            // The nearest distance is told by the object; a reader that stands nearer was not made from this.
            var readers = run.DataVersion is { } version ? _readers[(run.InstanceId, run.Flow, version)].Where(r => r.Depth > 0 && r.Run != run.Run && r.EndedAt >= run.EndedAt).ToList() : [];
            var first = Shown.Add(run.Run);
            var missing = run.Missing is { } gone ? " " + Screen.Paint(gone, Tint.Warning) : "";
            Screen.Line(Screen.Paint(indent + branch, Tint.Faint) + RunLineageTree.Line(run) + Screen.Paint((role is null ? "" : $" ({role})") + (first || readers.Count == 0 ? "" : " (see above)"), Tint.Faint) + missing);
            for (var n = 0; first && n < readers.Count; n++)
            {
                var last = n == readers.Count - 1;
                var roles = readers[n].Inputs.Where(i => i.InstanceId == run.InstanceId && i.Flow == run.Flow).Select(i => i.Role).Distinct();
                Write(readers[n], indent + below, last ? "└─ " : "├─ ", last ? "   " : "│  ", string.Join(", ", roles));
            }
        }
    }
}
