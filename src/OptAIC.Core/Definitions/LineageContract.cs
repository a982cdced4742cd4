using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Definitions;

/// <summary>A role that upstreams of an instance play.</summary>
/// <param name="Role">Name of the role.</param>
/// <param name="Kind">Kind of the edges.</param>
/// <param name="Required">Whether an instance must have one.</param>
/// <param name="Types">Types of instances that may play it; empty is any.</param>
public sealed record LineageContract(string Role, EdgeKind Kind, bool Required, IReadOnlyList<InstanceType> Types);
