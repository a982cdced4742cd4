using System.Text.Json;

namespace OptAIC.Engine.Schemas;

/// <summary>What came out of checking a document against a schema.</summary>
internal sealed record SchemaResult
{
    /// <summary>Every violation.</summary>
    public required IReadOnlyList<OptIssue> Issues { get; init; }

    /// <summary>The value with defaults applied and scalars typed, as canonical JSON; <c>null</c> when there are violations.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Values of <c>format: instance-ref</c>.</summary>
    public IReadOnlyList<FoundValue> Instances { get; init; } = [];

    /// <summary>Values of <c>format: secret-ref</c>: names of secrets, never the secrets.</summary>
    public IReadOnlyList<FoundValue> Secrets { get; init; } = [];

    /// <summary>Values of <c>format: path</c>, made absolute, and of <c>format: source-url</c>.</summary>
    public IReadOnlyList<FoundValue> Paths { get; init; } = [];

    /// <summary>Whether there are no violations.</summary>
    public bool IsValid => Value is not null;
}
