using OptAIC.Engine.Documents;

namespace OptAIC.Engine.Instances;

/// <summary>An instance that is worked out and checked, and not written yet.</summary>
/// <param name="Document">The instance.</param>
/// <param name="Parts">Its inline parts.</param>
internal sealed record InstanceDraft(InstanceDocument Document, IReadOnlyDictionary<PartRole, InstanceDocument> Parts);
