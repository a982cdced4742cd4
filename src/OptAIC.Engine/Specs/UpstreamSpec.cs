using OptAIC.Engine.Yaml;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Specs;

/// <summary>An upstream as a spec names it.</summary>
/// <param name="Resource">Name or id of the instance.</param>
/// <param name="Flow">Its flow; <c>null</c> when it is left to the instance's type.</param>
/// <param name="Role">What it is to this instance.</param>
/// <param name="Kind">Kind of the edge, when given.</param>
/// <param name="Downstream">The flow of this instance that depends on it; <c>null</c> is every flow that reads inputs.</param>
/// <param name="Position">Where it was written.</param>
internal sealed record UpstreamSpec(string Resource, FlowKind? Flow, string Role, EdgeKind? Kind, FlowKind? Downstream, DocumentPosition Position);
