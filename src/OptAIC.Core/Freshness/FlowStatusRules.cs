using System.Globalization;
using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>
/// The status of one flow as a function of facts: nine rules, the first that matches decides. Statuses of upstream flows are
/// given, so a graph is evaluated in lineage order, each flow once.
/// </summary>
public static class FlowStatusRules
{
    /// <summary>Computes the status of a flow.</summary>
    /// <param name="facts">What is known of the flow.</param>
    /// <param name="upstreams">Its direct upstreams, <c>uses</c> edges included.</param>
    /// <param name="time">The time to judge by.</param>
    /// <param name="acceptDelayed">Whether an upstream whose source is late counts as ready.</param>
    public static FlowState Evaluate(FlowFacts facts, ReadOnlySpan<UpstreamState> upstreams, EvaluationTime time, bool acceptDelayed = false)
    {
        var blocker = UpstreamBlocker(facts.Flow, upstreams, acceptDelayed);
        var (status, reasons) = FirstMatch(facts, upstreams, time, blocker);
        return new FlowState
        {
            Flow = facts.Flow,
            Status = status,
            Reasons = reasons,
            DataVersion = facts.LastCompleted?.DataVersion,
            UpstreamBlocker = blocker,
            UseHash = facts.UseHash,
        };
    }

    private static (FlowStatus Status, IReadOnlyList<StatusReason> Reasons) FirstMatch(
        FlowFacts facts, ReadOnlySpan<UpstreamState> upstreams, EvaluationTime time, StatusReason? blocker)
    {
        if (facts.LiveOwner is { } owner)
        {
            return (FlowStatus.Running, [new(ReasonCode.Running, facts.Flow, owner)]);
        }

        if (facts.LastFailure is { } failure)
        {
            var code = failure.ErrorType == FailureFacts.Lost ? ReasonCode.RunnerLost : ReasonCode.LastRunFailed;
            return (FlowStatus.Error, [new(code, facts.Flow, failure.Message)]);
        }

        if (facts.LastCompleted is not { } completed)
        {
            return (FlowStatus.NotInitialized, [new(ReasonCode.NeverCompleted, facts.Flow, "no run of it has completed yet")]);
        }

        if (facts.StaleOn == StaleOn.Manual)
        {
            return (FlowStatus.Ready, []);
        }

        if (DataBehind(facts, completed, time) is { } behind)
        {
            return (behind.Code == ReasonCode.SourceDelayed ? FlowStatus.StaleSourceDelayed : FlowStatus.Stale, [behind]);
        }

        if (facts.SourceChange is { } change)
        {
            return (FlowStatus.Stale, [new(ReasonCode.SourceChanged, facts.Flow, change)]);
        }

        if (facts.StaleOn == StaleOn.Upstream && UpstreamChanges(facts.Flow, completed, upstreams) is { Count: > 0 } changes)
        {
            return (FlowStatus.Stale, changes);
        }

        if (ConfigChanges(facts, completed, upstreams) is { Count: > 0 } configChanges)
        {
            return (FlowStatus.Stale, configChanges);
        }

        return facts.StaleOn == StaleOn.Upstream && blocker is not null
            ? (FlowStatus.Stale, [blocker])
            : (FlowStatus.Ready, []);
    }

    private static StatusReason? DataBehind(FlowFacts facts, CompletedRunFacts completed, EvaluationTime time)
    {
        if (facts.UpdateFrequency is not { } frequency
            || ExpectedDataDate.On(frequency, time.DayIn(facts.Zone), facts.Calendar) is not { } expected)
        {
            return null;
        }

        var tolerated = ExpectedDataDate.WithGrace(frequency, expected, facts.Calendar);
        if (completed.LastDataDate >= tolerated)
        {
            return null;
        }

        var detail = string.Create(CultureInfo.InvariantCulture, $"last data date {Text(completed.LastDataDate)}, expected {Text(expected)}")
            + (tolerated == expected ? "" : $", tolerated from {Text(tolerated)}");
        var askedInTime = completed.SourceCheck is { FoundNewer: false } check
            && check.CheckedAt >= ExpectedDataDate.ExpectedFrom(expected, facts.Zone);
        return askedInTime
            ? new(ReasonCode.SourceDelayed, facts.Flow, $"{detail}; the source had nothing newer when asked at {completed.SourceCheck!.CheckedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)}")
            : new(ReasonCode.DataBehind, facts.Flow, detail);
    }

    private static List<StatusReason> UpstreamChanges(FlowKey flow, CompletedRunFacts completed, ReadOnlySpan<UpstreamState> upstreams)
    {
        var changes = new List<StatusReason>();
        foreach (var (edge, state) in upstreams)
        {
            if (!edge.CarriesData)
            {
                continue;
            }

            var used = completed.InputVersions.GetValueOrDefault(edge.Upstream);
            if (state.DataVersion != used || used is null)
            {
                var detail = (used, state.DataVersion) switch
                {
                    (null, null) => "has published nothing yet",
                    (null, _) => "was not an input of the last completed run",
                    (_, null) => "has no data version any more",
                    _ => $"data version is {Short(state.DataVersion)}, the last completed run used {Short(used)}",
                };
                changes.Add(new(ReasonCode.UpstreamChanged, flow, detail, CauseAt(state, edge.Upstream)));
            }
        }

        return changes;
    }

    private static List<StatusReason> ConfigChanges(FlowFacts facts, CompletedRunFacts completed, ReadOnlySpan<UpstreamState> upstreams)
    {
        var changes = new List<StatusReason>();
        if (completed.DefinitionHash != facts.DefinitionHash)
        {
            changes.Add(new(ReasonCode.ConfigChanged, facts.Flow, $"definition hash is {Short(facts.DefinitionHash)}, the last completed run used {Short(completed.DefinitionHash)}"));
        }

        if (completed.ConfigHash != facts.ConfigHash)
        {
            changes.Add(new(ReasonCode.ConfigChanged, facts.Flow, $"config hash is {Short(facts.ConfigHash)}, the last completed run used {Short(completed.ConfigHash)}"));
        }

        foreach (var (edge, state) in upstreams)
        {
            if (!edge.CarriesData && completed.UsedHashes.GetValueOrDefault(edge.Upstream) != state.UseHash)
            {
                changes.Add(new(ReasonCode.ConfigChanged, facts.Flow, "definition or config of what it uses has changed", new(ReasonCode.ConfigChanged, edge.Upstream, $"used as {edge.Role}")));
            }
        }

        return changes;
    }

    private static StatusReason? UpstreamBlocker(FlowKey flow, ReadOnlySpan<UpstreamState> upstreams, bool acceptDelayed)
    {
        foreach (var (edge, state) in upstreams)
        {
            if (!edge.CarriesData)
            {
                continue;
            }

            if (edge.CarriesModel)
            {
                if (state.DataVersion is null)
                {
                    return new(ReasonCode.UpstreamNotReady, flow, "there is no active model version", CauseAt(state, edge.Upstream));
                }

                continue;
            }

            if (!CountsAsReady(state.Status, acceptDelayed))
            {
                return new(ReasonCode.UpstreamNotReady, flow, $"upstream is {state.Status}", CauseAt(state, edge.Upstream));
            }

            if (state.UpstreamBlocker is { } further)
            {
                return new(ReasonCode.UpstreamNotReady, flow, "something further upstream is not ready", further);
            }
        }

        return null;
    }

    internal static bool CountsAsReady(FlowStatus status, bool acceptDelayed) =>
        status == FlowStatus.Ready || (acceptDelayed && status == FlowStatus.StaleSourceDelayed);

    private static StatusReason CauseAt(FlowState state, FlowKey flow) =>
        state.Reasons.Count > 0 ? state.Reasons[0] : new(ReasonCode.UpstreamChanged, flow, $"published {Short(state.DataVersion)}");

    private static string Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "none";

    private static string Short(string? hash) => hash is null ? "none" : hash.Length <= 12 ? hash : hash[..12];
}
