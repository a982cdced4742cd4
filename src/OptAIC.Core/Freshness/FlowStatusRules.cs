using System.Globalization;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>
/// The status of one flow as a function of facts: nine rules, the first that matches decides. Statuses of upstream flows are
/// given, so a graph is evaluated in lineage order, each flow once.
/// </summary>
public static class FlowStatusRules
{
    // Shared by the many flows for which there is no reason; never added to.
    private static readonly List<StatusReason> None = [];

    /// <summary>Computes the status of a flow.</summary>
    /// <param name="facts">What is known of the flow.</param>
    /// <param name="upstreams">Its direct upstreams, <c>uses</c> edges included.</param>
    /// <param name="time">The time to judge by.</param>
    /// <param name="acceptDelayed">Whether an upstream whose source is late counts as ready.</param>
    public static FlowState Evaluate(FlowFacts facts, ReadOnlySpan<UpstreamState> upstreams, EvaluationTime time, bool acceptDelayed = false)
    {
        var blockers = UpstreamBlockers(facts.Flow, upstreams, acceptDelayed);
        var (status, reasons) = FirstMatch(facts, upstreams, time, blockers);
        return new FlowState
        {
            Facts = facts,
            Status = status,
            Reasons = reasons,
            UpstreamBlocker = blockers.Count > 0 ? blockers[0] : null,
        };
    }

    internal static bool CountsAsReady(FlowStatus status, bool acceptDelayed) =>
        status == FlowStatus.Ready || (acceptDelayed && status == FlowStatus.StaleSourceDelayed);

    /// <summary>What the upstream end of an edge has to say for itself: its own reason, or what it published.</summary>
    internal static StatusReason CauseAt(UpstreamState upstream)
    {
        var (edge, state) = upstream;
        if (edge.CarriesModel && upstream.Version is null)
        {
            return state.DataVersion is null ? state.Reasons[0] : new(ReasonCode.NoActiveModel, edge.Upstream, "a model was trained, none was promoted");
        }

        // Whether a training is due says nothing about the model that is active.
        return !edge.CarriesModel && state.Reasons is [var own, ..] ? own : new(ReasonCode.Published, edge.Upstream, $"published {Short(upstream.Version)}");
    }

    private static (FlowStatus Status, IReadOnlyList<StatusReason> Reasons) FirstMatch(
        FlowFacts facts, ReadOnlySpan<UpstreamState> upstreams, EvaluationTime time, List<StatusReason> blockers)
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

        var changes = Changes(facts, completed, upstreams);
        if (DataBehind(facts, completed, time) is { } behind)
        {
            return SourceDelayed(behind, facts, completed, upstreams, changes) is { } delayed
                ? (FlowStatus.StaleSourceDelayed, [delayed])
                : (FlowStatus.Stale, [behind.Reason, .. changes]);
        }

        if (changes.Count > 0)
        {
            return (FlowStatus.Stale, changes);
        }

        return facts.StaleOn == StaleOn.Upstream && blockers.Count > 0 ? (FlowStatus.Stale, blockers) : (FlowStatus.Ready, []);
    }

    private static (DateOnly Expected, StatusReason Reason)? DataBehind(FlowFacts facts, CompletedRunFacts completed, EvaluationTime time)
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

        var detail = $"last data date {Text(completed.LastDataDate)}, expected {Text(expected)}" + (tolerated == expected ? "" : $", tolerated from {Text(tolerated)}");
        return (expected, new(ReasonCode.DataBehind, facts.Flow, detail));
    }

    /// <summary>Why rule 4 fails; <c>null</c> when it does not.</summary>
    internal static StatusReason? BehindReason(FlowFacts facts, CompletedRunFacts completed, ReadOnlySpan<UpstreamState> upstreams, EvaluationTime time) =>
        DataBehind(facts, completed, time) is { } behind
            ? SourceDelayed(behind, facts, completed, upstreams, Changes(facts, completed, upstreams)) ?? behind.Reason
            : null;

    // A check speaks of the source, inputs and config that it saw: once they changed, there may be newer data, also for what goes by age.
    private static StatusReason? SourceDelayed(
        (DateOnly Expected, StatusReason Reason) behind, FlowFacts facts, CompletedRunFacts completed, ReadOnlySpan<UpstreamState> upstreams, List<StatusReason> changes) =>
        completed.SourceCheck is { FoundNewer: false } check && check.CheckedAt >= ExpectedDataDate.ExpectedFrom(behind.Expected, facts.Zone)
        && changes.Count == 0 && UpstreamChanges(facts.Flow, completed, upstreams).Count == 0
            ? new(
                ReasonCode.SourceDelayed,
                facts.Flow,
                string.Create(CultureInfo.InvariantCulture, $"{behind.Reason.Detail}; the source had nothing newer when asked at {check.CheckedAt.UtcDateTime:yyyy-MM-dd HH:mm'Z'}"))
            : null;

    // Rules 5 to 7, the first that matches.
    private static List<StatusReason> Changes(FlowFacts facts, CompletedRunFacts completed, ReadOnlySpan<UpstreamState> upstreams)
    {
        if (facts.SourceChange is { } change)
        {
            return [new(ReasonCode.SourceChanged, facts.Flow, change)];
        }

        return facts.StaleOn == StaleOn.Upstream && UpstreamChanges(facts.Flow, completed, upstreams) is { Count: > 0 } changes
            ? changes
            : ConfigChanges(facts, completed, upstreams);
    }

    internal static List<StatusReason> UpstreamChanges(FlowKey flow, CompletedRunFacts completed, ReadOnlySpan<UpstreamState> upstreams)
    {
        List<StatusReason>? changes = null;
        foreach (var upstream in upstreams)
        {
            var (version, used) = (upstream.Version, completed.InputVersions.GetValueOrDefault(upstream.Edge.Upstream));
            if (upstream.Edge.CarriesData && version != used)
            {
                var detail = used is null ? "was not an input of the last completed run"
                    : version is null ? "has no version any more"
                    : $"version is {Short(version)}, the last completed run used {Short(used)}";
                (changes ??= []).Add(new(ReasonCode.UpstreamChanged, flow, detail, CauseAt(upstream)));
            }
        }

        return changes ?? None;
    }

    internal static StatusReason HashChange(FlowKey flow, string what, string now, string then) =>
        new(ReasonCode.ConfigChanged, flow, $"{what} hash is {Short(now)}, the last completed run used {Short(then)}");

    internal static StatusReason UseChange(FlowKey flow, LineageEdge edge) =>
        new(ReasonCode.ConfigChanged, flow, "definition or config of what it uses has changed", new(ReasonCode.ConfigChanged, edge.Upstream, $"used as {edge.Role}"));

    private static List<StatusReason> ConfigChanges(FlowFacts facts, CompletedRunFacts completed, ReadOnlySpan<UpstreamState> upstreams)
    {
        List<StatusReason>? changes = null;
        if (completed.DefinitionHash != facts.DefinitionHash)
        {
            (changes ??= []).Add(HashChange(facts.Flow, "definition", facts.DefinitionHash, completed.DefinitionHash));
        }

        if (completed.ConfigHash != facts.ConfigHash)
        {
            (changes ??= []).Add(HashChange(facts.Flow, "config", facts.ConfigHash, completed.ConfigHash));
        }

        foreach (var (edge, state) in upstreams)
        {
            if (!edge.CarriesData && completed.UsedHashes.GetValueOrDefault(edge.Upstream) != state.Facts.UseHash)
            {
                (changes ??= []).Add(UseChange(facts.Flow, edge));
            }
        }

        return changes ?? None;
    }

    internal static List<StatusReason> UpstreamBlockers(FlowKey flow, ReadOnlySpan<UpstreamState> upstreams, bool acceptDelayed)
    {
        List<StatusReason>? blockers = null;
        foreach (var upstream in upstreams)
        {
            var (edge, state) = upstream;
            if (edge.CarriesModel && upstream.Version is null)
            {
                (blockers ??= []).Add(new(ReasonCode.UpstreamNotReady, flow, "there is no active model version", CauseAt(upstream)));
            }
            else if (edge.RequiresReady && !CountsAsReady(state.Status, acceptDelayed))
            {
                (blockers ??= []).Add(new(ReasonCode.UpstreamNotReady, flow, $"upstream is {SnakeCase.Of(state.Status)}", CauseAt(upstream)));
            }
            else if (edge.RequiresReady && state.UpstreamBlocker is { } further)
            {
                (blockers ??= []).Add(new(ReasonCode.UpstreamNotReady, flow, "something further upstream is not ready", further));
            }
        }

        return blockers ?? None;
    }

    internal static string Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "none";

    internal static string Short(string? hash) => hash is null ? "none"
        : hash.Length <= 12 ? hash
        : hash.IndexOf('@', StringComparison.Ordinal) is > 12 and var asOf ? $"{hash[..12]} as of {hash[(asOf + 1)..]}"
        : hash[..12];
}
