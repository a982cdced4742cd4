using OptAIC.Engine.Documents;
using OptAIC.Engine.Registry;
using OptAIC.Freshness;

namespace OptAIC.Engine.Schedules;

/// <summary>Whether the upstreams of a flow call for a run of it: all are ready, and together have versions for which it was neither run nor called before.</summary>
internal static class UpstreamCall
{
    /// <summary>Digest of the versions that call for a run; <c>null</c> when nothing does.</summary>
    public static string? Of(FlowStates states, ScheduleRow row)
    {
        var state = states[row.Key];
        if (state.Status == FlowStatus.Running || state.UpstreamBlocker is not null)
        {
            return null;
        }

        var (versions, isNew) = (new List<string>(), state.Facts.LastCompleted is null);
        foreach (var edge in states.Graph.UpstreamOf(states.Graph.NumberOf(row.Key)))
        {
            if (!edge.CarriesData)
            {
                continue;
            }

            if (new UpstreamState(edge, states[edge.Upstream]).Version is not { } version)
            {
                return null;
            }

            versions.Add($"{edge.Upstream}={version}");
            isNew |= state.Facts.LastCompleted?.InputVersions.GetValueOrDefault(edge.Upstream) != version;
        }

        versions.Sort(StringComparer.Ordinal);
        return isNew && Digest.Of([.. versions]) is var digest && digest != row.Upstreams ? digest : null;
    }
}
