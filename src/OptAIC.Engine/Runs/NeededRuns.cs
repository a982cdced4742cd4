using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Models;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Runs;

/// <summary>
/// Which runs are needed, and what for: those that statuses go by, those that made what is published or active, and those that these go back to.
/// </summary>
internal sealed class NeededRuns
{
    private readonly WorkspaceSnapshot _snapshot;
    private readonly ILookup<FlowKey, RunRow> _rows;
    private readonly Dictionary<Guid, string> _reasons = [];
    private readonly Queue<(FlowKey Flow, Guid Run, string For)> _published = [];

    /// <summary>Looks at all flows.</summary>
    /// <param name="snapshot">The workspace.</param>
    /// <param name="rows">All runs by flow, newest first.</param>
    public NeededRuns(WorkspaceSnapshot snapshot, ILookup<FlowKey, RunRow> rows)
    {
        (_snapshot, _rows) = (snapshot, rows);
        foreach (var flow in snapshot.Instances.SelectMany(i => i.Flows))
        {
            AddFlow(flow);
        }

        while (_published.TryDequeue(out var made))
        {
            AddUpstream(made.Flow, made.Run, made.For);
        }
    }

    /// <summary>What a run is needed for; <c>null</c> when it is not.</summary>
    public string? Reason(Guid run) => _reasons.GetValueOrDefault(run);

    private void AddFlow(FlowRow flow)
    {
        var name = _snapshot.NameOf(flow.Key);
        foreach (var row in _rows[flow.Key].Where(r => !RunStateMachine.IsFinal(r.Status)))
        {
            _reasons.TryAdd(row.Id, "it has not ended");
        }

        Add(flow.ActiveRun, "it has not ended");
        if (flow.LastCompleted is { } completed)
        {
            Publish(flow.Key, completed.RunId, $"it is the last completed run of {name}");
        }

        Add(flow.LastRun?.Id, $"the status of {name} goes by it");
        Add(_rows[flow.Key].FirstOrDefault(r => r.HasOccurrence)?.Id, $"the schedule of {name} goes by it");
        var paths = _snapshot.PathsOf(flow.Key.Instance).Of(flow.Key.Flow);
        if (flow.Key.Flow == FlowKind.Training)
        {
            if (ModelVersions.Active(paths) is { } active && ModelVersions.Find(paths, active.Version) is { } model)
            {
                Publish(flow.Key, model.RunId, $"it made the active version of {name}");
            }

            return;
        }

        if (PublishedData.Current(paths) is { } current)
        {
            Publish(flow.Key, current.RunId, $"it made what {name} publishes");
        }

        var sides = Path.Combine(paths.Data, "as-of");
        foreach (var day in Directory.Exists(sides) ? Directory.EnumerateDirectories(sides) : [])
        {
            if (DateOnly.TryParse(Path.GetFileName(day), System.Globalization.CultureInfo.InvariantCulture, out var date) && PublishedData.Current(paths.AsOf(date)) is { } side)
            {
                Publish(flow.Key, side.RunId, $"it made what {name} publishes as of {date:yyyy-MM-dd}");
            }
        }
    }

    private void AddUpstream(FlowKey flow, Guid run, string needed)
    {
        if (_snapshot.Find(flow.Instance) is null || DocumentFile.TryRead(_snapshot.PathsOf(flow.Instance).RunRecord(run), DocumentJson.Default.RunRecord) is not { } record)
        {
            return;
        }

        foreach (var input in record.InputVersions)
        {
            var upstream = new FlowKey(input.Instance, input.Flow);
            // An input that does not name its run is traced by its version, to the run that was the first to publish it.
            if ((input.Run ?? _rows[upstream].LastOrDefault(r => r.Status == RunStatus.Completed && r.DataVersion == input.Version)?.Id) is { } made)
            {
                Publish(upstream, made, needed.StartsWith("what ", StringComparison.Ordinal) ? needed : $"what {_snapshot.NameOf(flow)} publishes was made from it");
            }
        }
    }

    private void Publish(FlowKey flow, Guid run, string reason)
    {
        if (_reasons.TryAdd(run, reason))
        {
            _published.Enqueue((flow, run, reason));
        }
    }

    private void Add(Guid? run, string reason)
    {
        if (run is { } id)
        {
            _reasons.TryAdd(id, reason);
        }
    }
}
