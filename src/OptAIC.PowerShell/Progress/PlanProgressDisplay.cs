using System.Diagnostics;
using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;
using OptAIC.Planning;

namespace OptAIC.Commands;

/// <summary>Shows how far a plan is, at most ten times a second: one bar for the plan, one for every flow that is running.</summary>
internal sealed class PlanProgressDisplay(Cmdlet cmdlet)
{
    private const int PlanActivity = 1;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, ProgressRecord> _running = [];
    private long _shownAt;
    private int _planned;
    private int _started;
    private int _ended;
    private bool _isShown;

    public void Show(PlanProgress news)
    {
        switch (news.Kind)
        {
            case PlanProgressKind.Planned:
                _planned = news.Plan?.Count(s => s.Action is PlanAction.Run or PlanAction.Wait) ?? 0;
                break;
            case PlanProgressKind.Started when news.Step is { } step:
                Start(step);
                break;
            case PlanProgressKind.Waiting when news.Step is { } step && _running.TryGetValue(NameOf(step), out var waiting):
                Update(waiting, news);
                break;
            case PlanProgressKind.Progress when news.Step is { } step && _running.TryGetValue(NameOf(step), out var record):
                Update(record, news);
                break;
            case PlanProgressKind.Ended when news.Step is { } step && _running.Remove(NameOf(step), out var record):
                _ended++;
                Finish(record);
                break;
        }
    }

    /// <summary>Takes all bars away.</summary>
    public void Complete()
    {
        foreach (var record in _running.Values)
        {
            Finish(record);
        }

        if (_isShown)
        {
            Finish(Plan());
        }
    }

    private static string NameOf(OptPlanStep step) => $"{step.Instance}.{SnakeCase.Of(step.Flow)}";

    private void Start(OptPlanStep step)
    {
        var name = NameOf(step);
        var record = new ProgressRecord(PlanActivity + ++_started, name, "running") { ParentActivityId = PlanActivity };
        _running[name] = record;
        Write(record);
    }

    private void Update(ProgressRecord record, PlanProgress news)
    {
        record.PercentComplete = (int)Math.Clamp(news.Percent ?? -1, -1, 100);
        record.StatusDescription = news.Text is { Length: > 0 } text ? text : record.StatusDescription;
        if (Stopwatch.GetElapsedTime(_shownAt) >= Interval)
        {
            Write(record);
        }
    }

    private void Write(ProgressRecord record)
    {
        cmdlet.WriteProgress(Plan());
        cmdlet.WriteProgress(record);
        (_shownAt, _isShown) = (Stopwatch.GetTimestamp(), true);
    }

    private void Finish(ProgressRecord record)
    {
        record.RecordType = ProgressRecordType.Completed;
        cmdlet.WriteProgress(record);
    }

    private ProgressRecord Plan() => new(PlanActivity, "Running flows", $"{_ended} of {_planned} done")
    {
        PercentComplete = _planned == 0 ? -1 : Math.Min(100, 100 * _ended / _planned),
    };
}
