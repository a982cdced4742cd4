using OptAIC.Engine.Documents;

namespace OptAIC.Engine.Queries;

/// <summary>Compares two runs, whatever flows they are of.</summary>
internal static class RunDifferences
{
    private static readonly string[] Areas = ["run", "definition", "config", "parameter", "input", "source", "output", "metric", "artifact", "environment"];

    /// <summary>What differs, or everything, area by area.</summary>
    public static IReadOnlyList<OptRunDifference> Between(WorkspaceSnapshot snapshot, RunRecord before, RunRecord after, bool all)
    {
        var (first, second) = (RunView.Of(snapshot, before), RunView.Of(snapshot, after));
        return
        [
            .. first.Keys.Union(second.Keys)
                .Select(key => Difference(key, first[key], second[key]))
                .Where(d => all || !d.IsSame)
                .OrderBy(d => Array.IndexOf(Areas, d.Area)),
        ];
    }

    private static OptRunDifference Difference((string Area, string Path) key, (string Text, double? Number)? before, (string Text, double? Number)? after) => new()
    {
        Area = key.Area,
        Path = key.Path,
        Before = before?.Text,
        After = after?.Text,
        Delta = after?.Number - before?.Number,
    };
}
