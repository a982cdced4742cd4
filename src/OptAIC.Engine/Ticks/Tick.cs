using OptAIC.Ticks;

namespace OptAIC.Engine.Ticks;

/// <summary>What the operating system is told: to call <c>optaic --root ROOT schedule due</c> every few minutes.</summary>
internal sealed record Tick
{
    public required string Name { get; init; }

    /// <summary>Full path of <c>optaic</c>.</summary>
    public required string Program { get; init; }

    public required string Root { get; init; }

    /// <summary>Minutes from one to the next.</summary>
    public required int Every { get; init; }

    /// <summary>How long one may take at most; <c>null</c> is without a limit.</summary>
    public TimeSpan? Limit { get; init; }

    public TickLogon Logon { get; init; }

    /// <summary>The account that it runs under, where the system wants to be told.</summary>
    public string? User { get; init; }

    /// <summary>Whether it is a unit of the whole system, not of the user.</summary>
    public bool IsSystemWide { get; init; }

    /// <summary>A day in the past, from whose beginning in UTC on it is counted.</summary>
    public required DateOnly Start { get; init; }

    public IReadOnlyList<string> Arguments => ArgumentsFor(Root);

    public string Description => $"OptAIC: runs what is due in {Root}, every {TickInterval.Text(Every)}";

    /// <summary>The root that arguments name, when they are those of a tick.</summary>
    public static string? RootOf(IReadOnlyList<string> arguments) => arguments is [_, var root, ..] && arguments.SequenceEqual(ArgumentsFor(root)) ? root : null;

    private static string[] ArgumentsFor(string root) => ["--root", root, "schedule", "due"];
}
