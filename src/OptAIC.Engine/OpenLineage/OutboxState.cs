using OptAIC.Engine.Documents;

namespace OptAIC.Engine.OpenLineage;

/// <summary>The document <c>events/outbox.json</c>: how far the outbox is delivered.</summary>
internal sealed record OutboxState : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>Bytes of the outbox that are delivered.</summary>
    public long Delivered { get; init; }

    /// <summary>Since when nothing could be delivered; <c>null</c> when the last attempt succeeded.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public string? Error { get; init; }
}
