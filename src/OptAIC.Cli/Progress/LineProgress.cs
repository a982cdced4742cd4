using System.Globalization;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Progress;

/// <summary>Progress as lines, each written at once: for pipes, logs and terminals without escapes.</summary>
/// <param name="screen">Where to.</param>
/// <param name="verbose">Whether to say how far runs are, and what is skipped.</param>
internal sealed class LineProgress(Screen screen, bool verbose) : IProgress<PlanProgress>
{
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public void Report(PlanProgress value)
    {
        if (Line(value) is not { } line)
        {
            return;
        }

        lock (_gate)
        {
            screen.Line(line);
            screen.Writer.Flush();
        }
    }

    private static string At(OptPlanStep step, PlanProgress news) =>
        string.Create(CultureInfo.InvariantCulture, $"at {(news.Percent is { } percent ? $"{percent:0} % " : "")}{PlanOutput.Name(step)} {LogText.Plain(news.Text ?? "")}").TrimEnd();

    private string? Line(PlanProgress news) => news switch
    {
        { Kind: PlanProgressKind.Planned, Plan: { } plan } => "plan: " + PlanOutput.Summary(plan),
        { Kind: PlanProgressKind.Started, Step: { } step } => "started " + PlanOutput.Name(step),
        { Kind: PlanProgressKind.Waiting, Step: { } step } => $"waiting {PlanOutput.Name(step)}: {news.Text}".ReplaceLineEndings(" "),
        { Kind: PlanProgressKind.Progress, Step: { } step } when verbose => At(step, news),
        { Kind: PlanProgressKind.Opened } => $"open {news.Text}",
        { Kind: PlanProgressKind.Log, Step: { } step } => LogText.Line(step, news.Text),
        { Kind: PlanProgressKind.Ended, Step: { } step } when verbose || step.Outcome != StepOutcome.Skipped => PlanOutput.Ended(step),
        _ => null,
    };
}
