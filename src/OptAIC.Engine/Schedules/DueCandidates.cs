using OptAIC.Engine.Documents;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Schedules;

namespace OptAIC.Engine.Schedules;

/// <summary>Finds which flows may have to be started now.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="reader">Reads schedules.</param>
/// <param name="snapshot">The instances.</param>
/// <param name="now">The time.</param>
/// <param name="inHandOfCaller">Claims that the caller is about to run, or has tried.</param>
internal sealed class DueCandidates(WorkspaceContext workspace, ScheduleReader reader, WorkspaceSnapshot snapshot, DateTimeOffset now, IReadOnlySet<Guid> inHandOfCaller)
{
    /// <summary>One candidate of each flow: what was claimed before it comes first, unless what is planned since overtakes it.</summary>
    /// <param name="due">What schedules ask for.</param>
    /// <param name="miss">Told of claims that are overtaken.</param>
    public Dictionary<FlowKey, DueCandidate> Of(DueFlows due, Action<RunRecord> miss)
    {
        var candidates = new Dictionary<FlowKey, DueCandidate>();
        foreach (var work in due.Timed.Where(w => snapshot.Find(w.Row.Key.Instance) is not null))
        {
            candidates.Add(work.Row.Key, new DueCandidate.Planned(work));
        }

        if (due.Upstream.Count > 0)
        {
            var states = snapshot.AskSources().States(new EvaluationTime(now));
            foreach (var row in due.Upstream.Where(r => snapshot.Find(r.Key.Instance) is not null))
            {
                if (UpstreamCall.Of(states, row) is { } upstreams)
                {
                    candidates.Add(row.Key, new DueCandidate.Called(row, upstreams));
                }
            }
        }

        var inHand = new HashSet<FlowKey>();
        foreach (var row in due.Claims.OrderByDescending(c => c.CreatedAt))
        {
            if (snapshot.Find(row.Key.Instance) is not { } instance || ClaimedRun.Read(workspace, instance, row.Id) is not { } claim)
            {
                continue;
            }

            if (inHandOfCaller.Contains(claim.Id) || ClaimedRun.HolderOf(claim) == ClaimHolder.Here)
            {
                // It is about to run; what else there is of the flow is looked at when it does.
                inHand.Add(claim.Key);
            }
            else
            {
                TakeUp(candidates, claim, miss);
            }
        }

        foreach (var flow in inHand)
        {
            candidates.Remove(flow);
        }

        return candidates;
    }

    private void TakeUp(Dictionary<FlowKey, DueCandidate> candidates, RunRecord claim, Action<RunRecord> miss)
    {
        var isOvertaken = candidates.TryGetValue(claim.Key, out var other) && other switch
        {
            DueCandidate.Planned { Work: { Work.Due: not null, Schedule.CatchUp: not CatchUp.All } } => true,
            DueCandidate.Called => true,
            // The other claims are later ones.
            DueCandidate.Left => claim.Trigger.Occurrence!.Upstreams is not null || !IsCaughtUp(claim.Key),
            _ => false,
        };
        if (isOvertaken)
        {
            miss(claim);
        }
        else if (ClaimedRun.HolderOf(claim) == ClaimHolder.Nobody)
        {
            candidates[claim.Key] = new DueCandidate.Left(claim);
        }
    }

    private bool IsCaughtUp(FlowKey flow) => workspace.Registry.Schedule(flow) is { } row && reader.Read(row).CatchUp == CatchUp.All;
}
