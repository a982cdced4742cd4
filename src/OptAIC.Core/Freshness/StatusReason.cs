using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>Why a flow has its status; <see cref="Cause"/> leads to the root cause upstream.</summary>
/// <param name="Code">One of <see cref="ReasonCode"/>.</param>
/// <param name="Flow">The flow that the reason speaks of.</param>
/// <param name="Detail">What was observed against what, for people.</param>
/// <param name="Cause">The reason of the upstream flow that brought this one about, or <c>null</c> when this is the root.</param>
public sealed record StatusReason(string Code, FlowKey Flow, string Detail, StatusReason? Cause = null)
{
    /// <summary>The end of the chain: what has to be mended.</summary>
    public StatusReason Root
    {
        get
        {
            var reason = this;
            while (reason.Cause is { } cause)
            {
                reason = cause;
            }

            return reason;
        }
    }
}
