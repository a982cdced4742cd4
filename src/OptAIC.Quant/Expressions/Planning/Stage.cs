using System.Collections.Immutable;

namespace OptAIC.Quant.Expressions.Planning;

/// <summary>Nodes that are computed in one pass over the entities, then those that need their results of all entities.</summary>
/// <param name="ByEntity">Element and history operators, in order.</param>
/// <param name="ByDate">Cross-section operators, in order.</param>
internal sealed record Stage(ImmutableArray<int> ByEntity, ImmutableArray<int> ByDate);
