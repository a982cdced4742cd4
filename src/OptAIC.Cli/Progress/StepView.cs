using System.Globalization;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Progress;

/// <summary>A flow of a plan as it is seen while the plan runs.</summary>
internal sealed class StepView(OptPlanStep step)
{
    private const int LongestState = 9;
    private static readonly string[] Spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

    /// <summary>The step with what is known of it.</summary>
    public OptPlanStep Step { get; private set; } = step;

    /// <summary>When it began, on the board's clock.</summary>
    public TimeSpan? Began { get; private set; }

    /// <summary>Whether it is under way.</summary>
    public bool IsRunning => Began is not null && Step.Outcome is null;

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

    /// <summary>One line: symbol, name, state, time, how far or why.</summary>
    public string Line(Screen screen, TimeSpan now, int nameWidth)
    {
        var (symbol, state, tint) = Look(now);
        var time = Step.Outcome is null ? Words.Of(now - Began) : Words.Of(Step.Duration);
        var head = $"{symbol} {PlanOutput.Name(Step).PadRight(nameWidth)}  ";
        var tail = $"{"".PadRight(LongestState - state.Length)}  {time,8}  {Particulars()}".TrimEnd();
        var room = Math.Max(0, screen.Size.Columns - head.Length - state.Length - 1);
        return screen.Paint(head, tint == Tint.Faint ? tint : Tint.Plain) + screen.Paint(state, tint) + (tail.Length > room ? tail[..room] : tail);
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

    private string Particulars()
    {
        var text = (Step.Outcome is null ? Text : Step.Message)?.ReplaceLineEndings(" ");
        return Step.Outcome is null && Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent,3:0} % {text}") : text ?? "";
    }
}
