using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;

namespace OptAIC.Engine.Instances;

/// <summary>An instance that is worked out and checked, and not written yet.</summary>
/// <param name="Document">The instance.</param>
/// <param name="Parts">Its inline parts.</param>
internal sealed record InstanceDraft(InstanceDocument Document, IReadOnlyDictionary<PartRole, InstanceDocument> Parts)
{
    /// <summary>What the gate of creation has found; nothing of it is blocked.</summary>
    public IReadOnlyList<OptContractReport> Contracts { get; init; } = [];

    /// <summary>How its data move to another store with the change; <c>null</c> when they stay.</summary>
    public DataSwap? Swap { get; init; }
}
