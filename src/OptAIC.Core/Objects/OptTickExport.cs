using OptAIC.Ticks;

namespace OptAIC;

/// <summary>A tick written down for an operating system.</summary>
public sealed record OptTickExport
{
    /// <summary>What the system is to call it.</summary>
    public required string Name { get; init; }

    /// <summary>The form.</summary>
    public required TickFormat Format { get; init; }

    /// <summary>The texts: one, or service and timer.</summary>
    public required IReadOnlyList<OptTickFile> Files { get; init; }

    /// <summary>What is good to know before it is installed.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
