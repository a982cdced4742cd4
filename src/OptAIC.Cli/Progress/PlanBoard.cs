using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;
using OptAIC.Planning;

namespace OptAIC.Cli.Progress;

/// <summary>All flows of a plan as they are seen while it runs. Not safe for several threads.</summary>
internal sealed class PlanBoard
{
    private readonly List<StepView> _steps = [];
    private readonly Dictionary<string, StepView> _byName = [];

    /// <summary>Takes news in.</summary>
    /// <param name="news">The news.</param>
    /// <param name="now">Time since the board was made.</param>
    public void Apply(PlanProgress news, TimeSpan now)
    {
        foreach (var step in news is { Kind: PlanProgressKind.Planned, Plan: { } plan } ? plan.Where(IsShown) : [])
        {
            ViewOf(step);
        }

        if (news.Step is { } spokenOf && IsShown(spokenOf))
        {
            ViewOf(spokenOf).Apply(news, now);
        }
    }

    /// <summary>The lines to show. When the terminal is too low for all, what is under way comes first, and the rest is counted.</summary>
    public IReadOnlyList<string> Lines(Screen screen, TimeSpan now, bool all)
    {
        var width = _steps.Count == 0 ? 0 : _steps.Max(s => PlanOutput.Name(s.Step).Length);
        var room = Math.Max(1, screen.Size.Rows - 2);
        if (all || _steps.Count <= room)
        {
            return [.. _steps.Select(s => s.Line(screen, now, width))];
        }

        var lines = _steps.Where(s => s.IsRunning).Take(room).Select(s => s.Line(screen, now, width)).ToList();
        var ended = _steps.Count(s => s.Step.Outcome is not null);
        var waiting = _steps.Count(s => s.Step.Outcome is null && !s.IsRunning);
        lines.Add(screen.Paint($"  {ended} of {_steps.Count} ended, {waiting} waiting", Tint.Faint));
        return lines;
    }

    // What is ready anyway would push what happens off the screen.
    private static bool IsShown(OptPlanStep step) => step.Action != PlanAction.Skip;

    private StepView ViewOf(OptPlanStep step)
    {
        var name = PlanOutput.Name(step);
        if (!_byName.TryGetValue(name, out var view))
        {
            view = new StepView(step);
            _byName.Add(name, view);
            _steps.Add(view);
        }

        return view;
    }
}
