using OptAIC.Model;

namespace OptAIC.Cli.Output;

/// <summary>The steps of a stack for people.</summary>
internal static class StackOutput
{
    /// <summary>A line per definition and instance, the values that change below it, and how many of each.</summary>
    public static void Write(Screen screen, IReadOnlyList<OptStackStep> steps, bool isPlan)
    {
        foreach (var step in steps)
        {
            screen.Line($"{screen.Paint($"{SnakeCase.Of(step.Action),-9}", TintOf(step.Action))}  {step.Instance ?? step.Definition}");
            foreach (var difference in step.Differences)
            {
                screen.Line($"             {difference}");
            }
        }

        var (register, create, change, unchanged, remove) = isPlan
            ? ("to register", "to create", "to change", "unchanged", "to remove")
            : ("registered", "created", "changed", "unchanged", "removed");
        screen.Line(string.Join(", ", new[] { Count(StackAction.Register, register), Count(StackAction.Create, create), Count(StackAction.Change, change), Count(StackAction.Remove, remove), Count(StackAction.Unchanged, unchanged) }.Where(t => t.Length > 0)));

        string Count(StackAction action, string word) => steps.Count(s => s.Action == action) is > 0 and var count ? $"{count} {word}" : "";
    }

    private static Tint TintOf(StackAction action) => action switch
    {
        StackAction.Register or StackAction.Create => Tint.Good,
        StackAction.Change => Tint.Warning,
        StackAction.Remove => Tint.Bad,
        _ => Tint.Faint,
    };
}
