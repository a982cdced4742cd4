using OptAIC.Engine.Facade;
using OptAIC.Model;
using OptAIC.Planning;

namespace OptAIC.Cli.Output;

/// <summary>Plans for people: what would run and why, and what became of it.</summary>
internal static class PlanOutput
{
    /// <summary>The plan before it is run.</summary>
    public static void WritePlan(Screen screen, IReadOnlyList<OptPlanStep> steps, bool explain = false)
    {
        var table = new TextTable(">BATCH", "FLOW", "ACTION", "STATUS", "WHY");
        foreach (var step in steps)
        {
            var why = step.Reasons is [var first, ..] ? first.ToString() : "";
            table.Add(step.Batch.ToString(), Name(step), Action(step.Action), Words.Of(step.Status), why.ReplaceLineEndings(" "));
        }

        table.Write(screen);
        screen.Line(Summary(steps));
        foreach (var step in explain ? steps : [])
        {
            screen.Line();
            screen.Line($"{Name(step)} {SnakeCase.Of(step.Action)}");
            CheckTree.Write(screen, step.Checks);
        }
    }

    /// <summary>The plan in a few words: <c>2 to run, 3 ready</c>.</summary>
    public static string Summary(IReadOnlyList<OptPlanStep> steps)
    {
        var parts = new List<string>();
        Count(PlanAction.Run, "to run");
        Count(PlanAction.Wait, "already running");
        Count(PlanAction.Blocked, "blocked");
        Count(PlanAction.Skip, "to skip");
        return parts.Count == 0 ? "nothing selected" : string.Join(", ", parts);

        void Count(PlanAction action, string words)
        {
            var count = steps.Count(s => s.Action == action);
            if (count > 0)
            {
                parts.Add($"{count} {words}");
            }
        }
    }

    /// <summary>What became of a plan in a few words: <c>3 completed, 1 failed</c>.</summary>
    public static string Outcome(PlanResult result) => result.Steps switch
    {
        [] => "nothing selected",
        [{ Outcome: StepOutcome.Skipped } only] => $"nothing to do: {Name(only)} {only.Message}".TrimEnd(),
        var steps when steps.All(s => s.Outcome == StepOutcome.Skipped) => $"nothing to do: {Words.Count(steps.Count, "flow")} skipped",
        var steps => string.Join(", ", steps.Where(s => s.Outcome is not null).GroupBy(s => s.Outcome).Select(g => $"{g.Count()} {g.Key!.Replace('_', ' ')}{BecauseOf(g)}")),
    };

    // What was not run is not wrong itself: what is, is named.
    private static string BecauseOf(IEnumerable<OptPlanStep> steps)
    {
        var roots = steps.Select(s => s.BecauseOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return roots.Count == 0 ? "" : $" because of {string.Join(", ", roots.Take(3))}{(roots.Count > 3 ? $" and {roots.Count - 3} more" : "")}";
    }

    /// <summary>How a step ended, in a line: <c>completed prices.refresh 0.8 s</c>.</summary>
    public static string Ended(OptPlanStep step)
    {
        var took = step.Duration is { } duration ? " " + Words.Of(duration) : "";
        took += step.Attempts > 1 ? $" in {step.Attempts} attempts" : "";
        var why = step.Message is { Length: > 0 } message ? ": " + message : "";
        return $"{step.Outcome?.Replace('_', ' ')} {Name(step)}{took}{why}".ReplaceLineEndings(" ");
    }

    /// <summary>The flow of a step, as people write it.</summary>
    public static string Name(OptPlanStep step) => $"{step.Instance}.{SnakeCase.Of(step.Flow)}";

    private static Cell Action(PlanAction action) => new(SnakeCase.Of(action), action switch
    {
        PlanAction.Run => Tint.Strong,
        PlanAction.Wait => Tint.Busy,
        PlanAction.Blocked => Tint.Bad,
        _ => Tint.Faint,
    });
}
