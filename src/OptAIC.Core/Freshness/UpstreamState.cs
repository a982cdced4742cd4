using OptAIC.Lineage;

namespace OptAIC.Freshness;

/// <summary>A direct upstream of a flow, as it stands.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="State">Status and data version at its far end.</param>
public readonly record struct UpstreamState(LineageEdge Edge, FlowState State);
