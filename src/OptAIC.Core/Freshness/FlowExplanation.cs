using System.Globalization;
using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>The evaluation of one flow, rule by rule: what <see cref="FlowStatusRules"/> decides, with what was observed against what.</summary>
public static class FlowExplanation
{
    private const string Nothing = "nothing has completed yet";
    private const string Manual = "stale_on: manual";

    /// <summary>Holds every rule against a flow. The first that fails is the one that decides its status; none: it is ready.</summary>
    /// <inheritdoc cref="FlowStatusRules.Evaluate"/>
    public static IReadOnlyList<StatusCheck> Of(FlowFacts facts, ReadOnlySpan<UpstreamState> upstreams, EvaluationTime time, bool acceptDelayed = false)
    {
        var checks = new List<StatusCheck> { Owner(facts), LastRun(facts), FirstRun(facts), DataDate(facts, upstreams, time), Source(facts) };
        checks.AddRange(UpstreamVersions(facts, upstreams));
        checks.AddRange(Config(facts, upstreams));
        checks.AddRange(UpstreamsReady(facts, upstreams, acceptDelayed));
        // An upstream in two roles is observed once.
        return [.. checks.DistinctBy(c => (c.Name, c.Subject, c.Observed))];
    }

    private static StatusCheck Owner(FlowFacts facts) => facts.LiveOwner is { } owner
        ? new(1, "owner", null, owner, "nobody runs it", CheckVerdict.Failed, new(ReasonCode.Running, facts.Flow, owner))
        : new(1, "owner", null, "nobody runs it", "nobody runs it", CheckVerdict.Ok);

    private static StatusCheck LastRun(FlowFacts facts)
    {
        const string limit = "has not failed";
        if (facts.LastFailure is not { } failure)
        {
            return new(2, "last_run", null, facts.LastCompleted is null ? "none" : "completed", limit, facts.LastCompleted is null ? CheckVerdict.NotApplicable : CheckVerdict.Ok);
        }

        var code = failure.ErrorType == FailureFacts.Lost ? ReasonCode.RunnerLost : ReasonCode.LastRunFailed;
        return new(2, "last_run", null, $"{failure.ErrorType}: {failure.Message}", limit, CheckVerdict.Failed, new(code, facts.Flow, failure.Message));
    }

    private static StatusCheck FirstRun(FlowFacts facts) => facts.LastCompleted is { } completed
        ? new(3, "first_run", null, string.Create(CultureInfo.InvariantCulture, $"completed {completed.EndedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}, version {FlowStatusRules.Short(completed.DataVersion)}"), "a run has completed", CheckVerdict.Ok)
        : new(3, "first_run", null, "none", "a run has completed", CheckVerdict.Failed, new(ReasonCode.NeverCompleted, facts.Flow, "no run of it has completed yet"));

    private static StatusCheck DataDate(FlowFacts facts, ReadOnlySpan<UpstreamState> upstreams, EvaluationTime time)
    {
        if (facts.LastCompleted is not { } completed || Skips(facts) || facts.UpdateFrequency is not { } frequency)
        {
            var why = facts.LastCompleted is null ? Nothing : facts.UpdateFrequency is null ? "no update_frequency" : Manual;
            return new(4, "data_date", null, FlowStatusRules.Text(facts.LastCompleted?.LastDataDate), why, CheckVerdict.NotApplicable);
        }

        var day = time.DayIn(facts.Zone);
        if (ExpectedDataDate.On(frequency, day, facts.Calendar) is not { } expected)
        {
            return new(4, "data_date", null, FlowStatusRules.Text(completed.LastDataDate), "irregular: never stale by date", CheckVerdict.NotApplicable);
        }

        var limit = $"{FlowStatusRules.Text(ExpectedDataDate.WithGrace(frequency, expected, facts.Calendar))} or later ({Words(frequency)}, as of {FlowStatusRules.Text(day)})";
        var reason = FlowStatusRules.BehindReason(facts, completed, upstreams, time);
        return new(4, "data_date", null, FlowStatusRules.Text(completed.LastDataDate), limit, reason is null ? CheckVerdict.Ok : CheckVerdict.Failed, reason);
    }

    private static StatusCheck Source(FlowFacts facts)
    {
        const string limit = "as the last completed run read it";
        if (facts.LastCompleted is not { } completed || Skips(facts) || (facts.SourceChange is null && completed.SourceFingerprint is null))
        {
            return new(5, "source", null, "none", facts.LastCompleted is null ? Nothing : Skips(facts) ? Manual : "no declared source", CheckVerdict.NotApplicable);
        }

        return facts.SourceChange is { } change
            ? new(5, "source", null, change, limit, CheckVerdict.Failed, new(ReasonCode.SourceChanged, facts.Flow, change))
            : new(5, "source", null, facts.SourceLook is { } look ? $"unchanged ({look})" : "unchanged", limit, CheckVerdict.Ok);
    }

    private static List<StatusCheck> UpstreamVersions(FlowFacts facts, ReadOnlySpan<UpstreamState> upstreams)
    {
        var checks = new List<StatusCheck>();
        foreach (var upstream in upstreams)
        {
            if (!upstream.Edge.CarriesData)
            {
                continue;
            }

            var observed = upstream.Version is { } version ? $"version {FlowStatusRules.Short(version)}" : "no version";
            if (facts.LastCompleted is not { } completed || facts.StaleOn != StaleOn.Upstream)
            {
                checks.Add(new(6, "upstream_version", upstream.Edge.Upstream, observed, facts.LastCompleted is null ? Nothing : $"stale_on: {SnakeCase.Of(facts.StaleOn)}", CheckVerdict.NotApplicable));
                continue;
            }

            var used = completed.InputVersions.GetValueOrDefault(upstream.Edge.Upstream);
            var reason = FlowStatusRules.UpstreamChanges(facts.Flow, completed, [upstream]).FirstOrDefault();
            checks.Add(new(6, "upstream_version", upstream.Edge.Upstream, observed, used is null ? "an input of the last completed run" : $"version {FlowStatusRules.Short(used)}, which it read", Verdict(reason), reason));
        }

        return checks;
    }

    private static List<StatusCheck> Config(FlowFacts facts, ReadOnlySpan<UpstreamState> upstreams)
    {
        if (facts.LastCompleted is not { } completed || Skips(facts))
        {
            return [new(7, "config", null, FlowStatusRules.Short(facts.ConfigHash), facts.LastCompleted is null ? Nothing : Manual, CheckVerdict.NotApplicable)];
        }

        var checks = new List<StatusCheck>
        {
            Hash("definition", facts.DefinitionHash, completed.DefinitionHash),
            Hash("config", facts.ConfigHash, completed.ConfigHash),
        };
        foreach (var upstream in upstreams)
        {
            if (!upstream.Edge.CarriesData)
            {
                var isSame = completed.UsedHashes.GetValueOrDefault(upstream.Edge.Upstream) == upstream.State.Facts.UseHash;
                var reason = isSame ? null : FlowStatusRules.UseChange(facts.Flow, upstream.Edge);
                checks.Add(new(7, "uses", upstream.Edge.Upstream, isSame ? "unchanged" : "changed", "definition and config as the last completed run used them", Verdict(reason), reason));
            }
        }

        return checks;

        StatusCheck Hash(string name, string now, string then) => new(
            7, name, null, FlowStatusRules.Short(now), $"{FlowStatusRules.Short(then)}, which the last completed run used", now == then ? CheckVerdict.Ok : CheckVerdict.Failed,
            now == then ? null : FlowStatusRules.HashChange(facts.Flow, name, now, then));
    }

    private static List<StatusCheck> UpstreamsReady(FlowFacts facts, ReadOnlySpan<UpstreamState> upstreams, bool acceptDelayed)
    {
        var checks = new List<StatusCheck>();
        foreach (var upstream in upstreams)
        {
            if (!upstream.Edge.RequiresReady && !upstream.Edge.CarriesModel)
            {
                continue;
            }

            var observed = upstream.Edge.CarriesModel ? upstream.Version is { } active ? $"active version {FlowStatusRules.Short(active)}" : "no active version" : SnakeCase.Of(upstream.State.Status);
            var limit = upstream.Edge.CarriesModel ? "an active model version" : acceptDelayed ? "ready, or its source is late" : "ready";
            var blocker = FlowStatusRules.UpstreamBlockers(facts.Flow, [upstream], acceptDelayed).FirstOrDefault();
            // Without a completed run, or by age, an upstream decides whether a run may start, not what the status is.
            var follows = facts.LastCompleted is not null && facts.StaleOn == StaleOn.Upstream;
            checks.Add(new(8, "upstream_ready", upstream.Edge.Upstream, blocker is { } ? $"{observed}: {blocker.Detail}" : observed, limit, blocker is null ? CheckVerdict.Ok : follows ? CheckVerdict.Failed : CheckVerdict.NotApplicable, blocker));
        }

        return checks;
    }

    private static bool Skips(FlowFacts facts) => facts.StaleOn == StaleOn.Manual;

    private static CheckVerdict Verdict(StatusReason? reason) => reason is null ? CheckVerdict.Ok : CheckVerdict.Failed;

    private static string Words(UpdateFrequency frequency)
    {
        var words = SnakeCase.Of(frequency.Frequency) + (frequency.BusinessDaysOnly ? " on business days" : "");
        return frequency.GracePeriodDays == 0 ? words : string.Create(CultureInfo.InvariantCulture, $"{words}, grace {frequency.GracePeriodDays} d");
    }
}
