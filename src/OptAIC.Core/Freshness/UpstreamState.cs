using OptAIC.Lineage;

namespace OptAIC.Freshness;

/// <summary>A direct upstream of a flow, as it stands.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="State">Status and versions at its far end.</param>
public readonly record struct UpstreamState(LineageEdge Edge, FlowState State)
{
    /// <summary>Version of what the edge carries: the active model on the edge from training to inference, else the published data.</summary>
    public string? Version => Edge.CarriesModel ? State.ActiveModelVersion : State.DataVersion;
}
