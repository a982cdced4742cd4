using OptAIC.Errors;
using OptAIC.Model;

namespace OptAIC.Lineage;

/// <summary>An edge would close a cycle.</summary>
/// <param name="path">The flows of the cycle, from one flow back to itself.</param>
/// <param name="nameOf">How flows are called in the message.</param>
public sealed class LineageCycleException(IReadOnlyList<FlowKey> path, Func<FlowKey, string> nameOf)
    : OptException(
        "LineageCycle",
        ExitCode.Usage,
        $"this would make a cycle: {string.Join(" → ", path.Select(nameOf))}",
        "take one of these upstreams out; a flow cannot wait for itself")
{
    /// <summary>The flows of the cycle; the first is repeated at the end.</summary>
    public IReadOnlyList<FlowKey> Path { get; } = path;
}
