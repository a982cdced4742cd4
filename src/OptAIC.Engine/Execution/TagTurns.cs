using OptAIC.Engine.Queries;
using OptAIC.Engine.Workspaces;
using OptAIC.Planning;

namespace OptAIC.Engine.Execution;

/// <summary>Limits per tag within a plan: a flow whose tag is full is set aside and takes up no job, so that others can run meanwhile. <see cref="RunSlots"/> holds across processes.</summary>
internal sealed class TagTurns(WorkspaceContext workspace, WorkspaceSnapshot snapshot)
{
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<PlannedFlow>> _aside = new(StringComparer.Ordinal);

    /// <summary>Takes a turn of each of a flow's tags, or sets the flow aside.</summary>
    public bool TryTake(PlannedFlow step)
    {
        var tags = TagsOf(step);
        foreach (var tag in tags)
        {
            if (_running.GetValueOrDefault(tag) >= workspace.Document.Settings.TagLimits[tag])
            {
                if (!_aside.TryGetValue(tag, out var waiting))
                {
                    _aside.Add(tag, waiting = []);
                }

                waiting.Enqueue(step);
                return false;
            }
        }

        foreach (var tag in tags)
        {
            _running[tag] = _running.GetValueOrDefault(tag) + 1;
        }

        return true;
    }

    /// <summary>Gives the turns of a flow that has ended back; one flow per tag that was set aside can be tried again.</summary>
    public void Give(PlannedFlow step, Action<PlannedFlow> again)
    {
        foreach (var tag in TagsOf(step))
        {
            _running[tag]--;
            if (_aside.TryGetValue(tag, out var waiting) && waiting.TryDequeue(out var next))
            {
                again(next);
            }
        }
    }

    private List<string> TagsOf(PlannedFlow step) => [.. RunSlots.TagsOf(workspace, snapshot.InstanceOf(step.Flow))];
}
