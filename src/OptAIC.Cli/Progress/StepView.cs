using System.Globalization;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Progress;

/// <summary>A flow of a plan as it is seen while the plan runs.</summary>
internal sealed class StepView(OptPlanStep step)
{
    private const int LongestState = 9;

    // Symbol, state and time; names give way to them.
    private const int BesideName = 24;
    private static readonly string[] Spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

    /// <summary>The step with what is known of it.</summary>
    public OptPlanStep Step { get; private set; } = step;

    /// <summary>The flows that come directly before it. Later news of a step do not repeat them.</summary>
    public IReadOnlyList<string> After { get; } = step.After;

    /// <summary>When it began, on the board's clock.</summary>
    public TimeSpan? Began { get; private set; }

    /// <summary>Whether it is under way.</summary>
    public bool IsRunning => Began is not null && Step.Outcome is null;

    /// <summary>Whether it did not go well.</summary>
    public bool HasFailed => Step.Outcome is StepOutcome.Failed or StepOutcome.Cancelled or StepOutcome.Busy;

    private double? Percent { get; set; }

    private string? Text { get; set; }

    /// <summary>Takes news in.</summary>
    public void Apply(PlanProgress news, TimeSpan now)
    {
        Step = news.Step!;
        switch (news.Kind)
        {
            case PlanProgressKind.Started:
                (Began, Percent, Text) = (now, null, null);
                break;
            case PlanProgressKind.Waiting:
                (Percent, Text) = (null, news.Text);
                break;
            case PlanProgressKind.Progress:
                (Percent, Text) = (news.Percent ?? Percent, news.Text ?? Text);
                break;
            default:
                break;
        }
    }

    /// <summary>One line: symbol, branch of the tree, name, state, time, how far or why.</summary>
    public string Line(Screen screen, TimeSpan now, int nameWidth, string branch = "")
    {
        var (symbol, state, tint) = Look(now);
        var width = Math.Min(nameWidth, Math.Max(8, screen.Size.Columns - BesideName));
        branch = branch.Length > width - 4 ? "" : branch;
        var name = Cut(PlanOutput.Name(Step), width - branch.Length);
        var head = $"{name.PadRight(width - branch.Length)}  ";
        var time = Step.Outcome is null ? Words.Of(now - Began) : Words.Of(Step.Duration);
        var tail = $"{"".PadRight(LongestState - state.Length)}  {time,8}  {Particulars()}".TrimEnd();
        var room = Math.Max(0, screen.Size.Columns - symbol.Length - width - 3 - state.Length - 1);
        return screen.Paint(symbol, tint) + " " + screen.Paint(branch, Tint.Faint) + screen.Paint(head, tint == Tint.Faint ? tint : Tint.Plain)
            + screen.Paint(state, tint) + Cut(tail, room);
    }

    private (string Symbol, string State, Tint Tint) Look(TimeSpan now) => Step.Outcome switch
    {
        StepOutcome.Completed => ("✓", "completed", Tint.Good),
        StepOutcome.Failed => ("✗", "failed", Tint.Bad),
        StepOutcome.Cancelled => ("✗", "cancelled", Tint.Warning),
        StepOutcome.Skipped => ("-", "skipped", Tint.Faint),
        StepOutcome.Busy => ("!", "busy", Tint.Warning),
        StepOutcome.NotRun => ("!", "not run", Tint.Warning),
        _ when IsRunning => (Spinner[(int)(now.TotalMilliseconds / 100) % Spinner.Length], "running", Tint.Busy),
        _ => ("·", "waiting", Tint.Faint),
    };

    private static string Cut(string text, int width) => text.Length <= width ? text : width < 2 ? text[..width] : text[..(width - 1)] + "…";

    private string Particulars()
    {
        var text = (Step.Outcome is null ? Text : Step.Message) is { } words ? LogText.Plain(words) : null;
        return Step.Outcome is null && Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent,3:0} % {text}") : text ?? "";
    }
}
