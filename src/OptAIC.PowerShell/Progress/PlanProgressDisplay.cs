using System.Diagnostics;
using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;
using OptAIC.Planning;

namespace OptAIC.Commands;

/// <summary>
/// Shows how far a plan is, at most five times a second: one bar for the plan, below it one for every flow that is running or waits, with its time and
/// what it said last. Flows that are over before anybody could read of them have none.
/// </summary>
internal sealed class PlanProgressDisplay(Cmdlet cmdlet)
{
    private const int PlanActivity = 1;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, Bar> _bars = [];
    private readonly List<ProgressRecord> _over = [];
    private readonly HashSet<string> _counted = [];
    private long _shownAt = Stopwatch.GetTimestamp();
    private int _activities = PlanActivity;
    private int _ended;
    private int _failed;
    private bool _isShown;

    /// <summary>Takes news in.</summary>
    public void Show(PlanProgress news)
    {
        switch (news)
        {
            case { Kind: PlanProgressKind.Planned, Plan: { } plan }:
                _counted.UnionWith(plan.Where(s => s.Action is PlanAction.Run or PlanAction.Wait).Select(NameOf));
                break;
            case { Kind: PlanProgressKind.Started or PlanProgressKind.Waiting or PlanProgressKind.Progress, Step: { } step }:
                BarOf(step).Apply(news);
                break;
            case { Kind: PlanProgressKind.Ended, Step: { } step }:
                End(step);
                break;
            default:
                break;
        }

        Beat();
    }

    /// <summary>Shows what has changed, the time above all, unless it was shown just now.</summary>
    public void Beat()
    {
        if (Stopwatch.GetElapsedTime(_shownAt) < Interval)
        {
            return;
        }

        _shownAt = Stopwatch.GetTimestamp();
        _isShown = true;
        TakeAway(_over);
        cmdlet.WriteProgress(Plan());
        foreach (var bar in _bars.Values)
        {
            cmdlet.WriteProgress(bar.Record());
        }
    }

    /// <summary>Takes all bars away.</summary>
    public void Complete()
    {
        try
        {
            TakeAway(_over);
            TakeAway([.. _bars.Values.Where(b => b.IsShown).Select(b => b.Record())]);
            TakeAway(_isShown ? [Plan()] : []);
        }
        catch (PipelineStoppedException)
        {
            // The host takes the bars of a stopped pipeline away by itself, and lets nobody write any more.
        }
    }

    private static string NameOf(OptPlanStep step) => $"{step.Instance}.{SnakeCase.Of(step.Flow)}";

    private void End(OptPlanStep step)
    {
        var name = NameOf(step);
        _ended += _counted.Contains(name) ? 1 : 0;
        _failed += step.Outcome is StepOutcome.Failed or StepOutcome.Busy or StepOutcome.NotRun ? 1 : 0;
        if (_bars.Remove(name, out var bar) && bar.IsShown)
        {
            _over.Add(bar.Record());
        }
    }

    private Bar BarOf(OptPlanStep step)
    {
        var name = NameOf(step);
        if (!_bars.TryGetValue(name, out var bar))
        {
            _bars.Add(name, bar = new Bar(++_activities, name));
        }

        return bar;
    }

    private void TakeAway(List<ProgressRecord> records)
    {
        foreach (var record in records)
        {
            record.RecordType = ProgressRecordType.Completed;
            cmdlet.WriteProgress(record);
        }

        records.Clear();
    }

    private ProgressRecord Plan() => new(PlanActivity, "Running flows", $"{_ended} of {_counted.Count} done{(_failed > 0 ? $", {_failed} not well" : "")}")
    {
        PercentComplete = _counted.Count == 0 ? -1 : Math.Min(100, 100 * _ended / _counted.Count),
    };

    /// <summary>The bar of a flow.</summary>
    private sealed class Bar(int activity, string name)
    {
        private DateTimeOffset _since = DateTimeOffset.UtcNow;
        private string _text = "";
        private double? _percent;

        public bool IsShown { get; private set; }

        public void Apply(PlanProgress news)
        {
            if (news.Kind == PlanProgressKind.Started)
            {
                (_since, _percent, _text) = (news.At ?? DateTimeOffset.UtcNow, null, "");
            }

            _percent = news.Percent ?? _percent;
            _text = news.Text ?? _text;
        }

        public ProgressRecord Record()
        {
            IsShown = true;
            var time = DateTimeOffset.UtcNow - _since;
            var clock = time < TimeSpan.Zero ? TimeSpan.Zero : time;
            return new ProgressRecord(activity, name, $"{(int)clock.TotalMinutes}:{clock.Seconds:00} {_text}".TrimEnd())
            {
                ParentActivityId = PlanActivity,
                PercentComplete = (int)Math.Clamp(_percent ?? -1, -1, 100),
            };
        }
    }
}
