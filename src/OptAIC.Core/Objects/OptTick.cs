using OptAIC.Ticks;

namespace OptAIC;

/// <summary>The operating system's tick of a workspace: what calls <c>schedule due</c> every few minutes.</summary>
public sealed record OptTick
{
    /// <summary>What the system calls it; made of the workspace's id.</summary>
    public required string Name { get; init; }

    /// <summary>Base directory of the workspace.</summary>
    public required string Root { get; init; }

    /// <summary>With which part of the system it is registered; <c>null</c> when with none.</summary>
    public TickMethod? Method { get; init; }

    /// <summary>Minutes from one tick to the next; <c>null</c> when it is not registered, or not to be told.</summary>
    public int? Every { get; init; }

    /// <summary>The program that it calls.</summary>
    public string? Program { get; init; }

    /// <summary>What became of it.</summary>
    public required TickOutcome Outcome { get; init; }

    /// <summary>Where it is: files, or the name of a place of the system.</summary>
    public IReadOnlyList<string> Place { get; init; } = [];

    /// <summary>What stands there.</summary>
    public IReadOnlyList<OptTickFile> Files { get; init; } = [];

    /// <summary>What is good to know about it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
