namespace OptAIC.Engine.Documents;

/// <summary>The document <c>metadata/stop.json</c>: somebody wants a run to end.</summary>
internal sealed record StopRequest : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    public required Guid RunId { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }
}
