using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;
using OptAIC.Planning;

namespace OptAIC.Cli.Progress;

/// <summary>All flows of a plan as they are seen while it runs. Not safe for several threads.</summary>
internal sealed class PlanBoard
{
    private readonly List<StepView> _steps = [];
    private readonly Dictionary<string, StepView> _byName = [];
    private IReadOnlyList<(string Branch, StepView Step)>? _tree;

    /// <summary>Takes news in.</summary>
    /// <param name="news">The news.</param>
    /// <param name="now">Time since the board was made, when it happened; negative for what happened before.</param>
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

    /// <summary>
    /// The lines to show. When the terminal is too low for all, what is under way comes first, then what went wrong, and the rest is counted.
    /// </summary>
    public IReadOnlyList<string> Lines(Screen screen, TimeSpan now, bool all)
    {
        var room = Math.Max(1, screen.Size.Rows - 2);
        if (all || _steps.Count <= room)
        {
            _tree ??= PlanTree.Of(_steps);
            var width = _tree.Count == 0 ? 0 : _tree.Max(s => s.Branch.Length + PlanOutput.Name(s.Step.Step).Length);
            return [.. _tree.Select(s => s.Step.Line(screen, now, width, s.Branch))];
        }

        var shown = _steps.Where(s => s.IsRunning).Concat(_steps.Where(s => s.HasFailed)).Take(room).ToList();
        var widest = shown.Count == 0 ? 0 : shown.Max(s => PlanOutput.Name(s.Step).Length);
        var ended = _steps.Count(s => s.Step.Outcome is not null);
        var waiting = _steps.Count(s => s.Step.Outcome is null && !s.IsRunning);
        return
        [
            .. shown.Select(s => s.Line(screen, now, widest)),
            screen.Paint($"  {ended} of {_steps.Count} ended, {_steps.Count - ended - waiting} running, {waiting} waiting", Tint.Faint),
        ];
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
            _tree = null;
        }

        return view;
    }
}
