using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Execution;

/// <summary>
/// Versions beside the current one: what a flow makes as of a day before that of which its current version is. As of that day, a flow
/// that has such a version is judged by it.
/// </summary>
internal sealed class SideVersions(WorkspaceContext workspace, EvaluationTime time)
{
    /// <summary>Whether a run of a flow would make such a version.</summary>
    public bool IsSide(FlowRow flow) => time.AsOf is { } day
        && flow.LastCompleted is { } current
        && day < (current.AsOf ?? new EvaluationTime(current.EndedAt).DayIn(workspace.Zone(flow.Policy.TimeZone)));

    /// <summary>The run that made the version of the day; <c>null</c> when there is none.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="directory">Name of its instance's directory.</param>
    public CompletedSnapshot? Made(FlowRow flow, string directory)
    {
        if (!IsSide(flow))
        {
            return null;
        }

        var paths = workspace.PathsOf(directory);
        if (flow.Key.Flow == FlowKind.Training)
        {
            return Trained(flow, paths);
        }

        return PublishedData.Current(paths.Of(flow.Key.Flow).AsOf(time.AsOf!.Value)) is { } made && DocumentFile.TryRead(paths.RunRecord(made.RunId), DocumentJson.Default.RunRecord) is { } run
            ? CompletedSnapshot.OfAny(run)
            : null;
    }

    // Versions of a model stand side by side anyway; which training was of the day is in its record.
    private CompletedSnapshot? Trained(FlowRow flow, InstancePaths paths)
    {
        foreach (var run in workspace.Registry.Runs(new RunQuery { Instance = flow.Key.Instance, Flow = FlowKind.Training, Status = RunStatus.Completed }))
        {
            if (DocumentFile.TryRead(paths.RunRecord(run.Id), DocumentJson.Default.RunRecord) is { Side: true } record && record.AsOf == time.AsOf)
            {
                return CompletedSnapshot.OfAny(record);
            }
        }

        return null;
    }

    /// <summary>What the flow is judged by as of the day.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="directory">Name of its instance's directory.</param>
    /// <param name="facts">Its facts now.</param>
    public FlowFacts Facts(FlowRow flow, string directory, FlowFacts facts) =>
        time.AsOf is null ? facts
        : Made(flow, directory) is { } made ? facts with { LastFailure = null, LastCompleted = made.FactsOn(time.AsOf) }
        : flow.LastCompleted is { AsOf: not null } current && facts.LastCompleted?.RunId == current.RunId ? facts with { LastCompleted = current.FactsOn(time.AsOf) }
        : facts;
}
