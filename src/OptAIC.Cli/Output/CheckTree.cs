using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Cli.Output;

/// <summary>Evaluations for people: a line per rule, and below one that fails for an upstream the rules of that upstream.</summary>
internal static class CheckTree
{
    /// <summary>Writes them.</summary>
    public static void Write(Screen screen, IReadOnlyList<OptCheck> checks)
    {
        var judged = checks.Count > 0 ? checks[0].Flow : "";
        foreach (var check in checks)
        {
            var indent = new string(' ', 2 + (3 * check.Depth));
            if (check.Flow != judged && check.Depth > 0)
            {
                screen.Line($"{indent[..^1]}{check.Flow}");
            }

            judged = check.Flow;
            var (mark, tint) = check.Verdict switch
            {
                CheckVerdict.Ok => ("✓", Tint.Good),
                CheckVerdict.Failed => ("✗", Tint.Bad),
                _ => ("·", Tint.Faint),
            };
            var about = check.Upstream is { } upstream ? $"{check.Name} {upstream}" : check.Name;
            screen.Line($"{indent}{screen.Paint(mark, tint)} {check.Rule} {about}: {check.Observed.ReplaceLineEndings(" ")} {screen.Paint($"[{check.Limit}] {check.Code ?? SnakeCase.Of(check.Verdict).Replace('_', ' ')}", check.Verdict == CheckVerdict.Failed ? Tint.Plain : Tint.Faint)}");
        }
    }
}
