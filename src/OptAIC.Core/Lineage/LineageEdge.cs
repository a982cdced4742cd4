using OptAIC.Model;

namespace OptAIC.Lineage;

/// <summary>A dependency of one flow on another.</summary>
/// <param name="Upstream">The flow that is depended on.</param>
/// <param name="Downstream">The flow that depends on it.</param>
/// <param name="Kind">What is taken from it.</param>
/// <param name="Role">What it is taken as: <c>input</c>, <c>covariance</c>, <c>signal</c> …</param>
public sealed record LineageEdge(FlowKey Upstream, FlowKey Downstream, EdgeKind Kind, string Role)
{
    /// <summary>Whether data flow along the edge. A <c>uses</c> edge counts for config changes only.</summary>
    public bool CarriesData => Kind != EdgeKind.Uses;

    /// <summary>
    /// Whether the edge leads from a model's training to its own inference or monitoring. It carries the active model version, and
    /// blocks only when there is none: a training that is due does not stop predictions.
    /// </summary>
    public bool CarriesModel =>
        CarriesData && Upstream.Instance == Downstream.Instance && Upstream.Flow == FlowKind.Training && Downstream.Flow is FlowKind.Inference or FlowKind.Monitoring;

    /// <summary>Whether the flow downstream may start only when the one upstream is ready.</summary>
    public bool RequiresReady => CarriesData && !CarriesModel;
}
