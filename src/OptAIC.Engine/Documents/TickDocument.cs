using OptAIC.Ticks;

namespace OptAIC.Engine.Documents;

/// <summary>The document <c>tick.json</c>: the tick that was registered with an operating system, to be held against what that system says.</summary>
internal sealed record TickDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    public required string Name { get; init; }

    public required TickMethod Method { get; init; }

    /// <summary>Minutes from one to the next.</summary>
    public required int Every { get; init; }

    /// <summary>The machine whose system it is.</summary>
    public required string Machine { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }
}
