using System.Text.Json;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Specs;

/// <summary>What came out of reading a spec.</summary>
/// <param name="Spec">The spec; <c>null</c> when there are errors.</param>
/// <param name="Parts">Definitions and configs that could be read, even next to errors, so that a config's mistakes are reported together with the spec's.</param>
/// <param name="Issues">Every error and warning.</param>
internal sealed record InstanceSpecReading(InstanceSpec? Spec, IReadOnlyList<PartSpec> Parts, IReadOnlyList<OptIssue> Issues)
{
    /// <summary>The document in its one form; <c>null</c> when it is no mapping.</summary>
    public DocumentMapping? Written { get; init; }

    /// <summary>The same with defaults, as JSON; <c>null</c> when its form is wrong.</summary>
    public JsonElement? Form { get; init; }
}
