using OptAIC.Engine.Instances;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Facade;

/// <summary>
/// Which instances to list. A pattern or selector that matches nothing lists nothing; a literal name that does not exist, also within a
/// selector, is an error.
/// </summary>
public sealed record InstanceFilter
{
    /// <summary>Names, with wildcards <c>*</c> and <c>?</c>, and selectors (<c>+name</c>, <c>tag:nightly</c>): their union; none is all.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Names, patterns and selectors of what is left out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Only this type.</summary>
    public InstanceType? Type { get; init; }

    /// <summary>Only this status.</summary>
    public FlowStatus? Status { get; init; }

    /// <summary>Only with this tag (wildcards allowed).</summary>
    public string? Tag { get; init; }

    /// <summary>Whether to measure what each takes on the disk; nothing else opens its files.</summary>
    public bool WithSize { get; init; }

    /// <summary>Whether a text is a pattern or a selector, which may mean several instances or none.</summary>
    public static bool MeansSeveral(string text) => InstanceQuery.MeansSeveral(text);
}
