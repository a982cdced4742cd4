using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>What makes a flow stale when its instance does not say.</summary>
public static class StaleOnDefault
{
    /// <summary>
    /// A model is trained and monitored by age, since new prices every day do not call for a new model every day; everything
    /// else follows its upstreams.
    /// </summary>
    public static StaleOn Of(FlowKind flow) => flow is FlowKind.Training or FlowKind.Monitoring ? StaleOn.Age : StaleOn.Upstream;
}
