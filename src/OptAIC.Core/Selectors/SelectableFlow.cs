using OptAIC.Contracts;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Selectors;

/// <summary>What a selector can ask of a flow.</summary>
/// <param name="Key">The flow.</param>
/// <param name="Name">Name of its instance.</param>
/// <param name="Type">Type of its instance.</param>
/// <param name="Status">Its computed status.</param>
/// <param name="Tags">Tags of its instance.</param>
public sealed record SelectableFlow(FlowKey Key, string Name, InstanceType Type, FlowStatus Status, IReadOnlyCollection<string> Tags)
{
    /// <summary>Stage of its instance.</summary>
    public InstanceStage Stage { get; init; }
}
