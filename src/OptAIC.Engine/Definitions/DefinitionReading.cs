using OptAIC.Definitions;
using OptAIC.Engine.Schemas;

namespace OptAIC.Engine.Definitions;

/// <summary>What came out of reading a <c>definition.yml</c>.</summary>
/// <param name="Definition">The definition; <c>null</c> when there are errors.</param>
/// <param name="Parameters">Schema of an instance's config.</param>
/// <param name="Issues">Every error and warning.</param>
internal sealed record DefinitionReading(Definition? Definition, JsonSchema Parameters, IReadOnlyList<OptIssue> Issues);
