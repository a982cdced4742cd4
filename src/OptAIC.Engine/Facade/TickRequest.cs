using OptAIC.Ticks;

namespace OptAIC.Engine.Facade;

/// <summary>How the operating system is to tick.</summary>
public sealed record TickRequest
{
    /// <summary>Minutes from one tick to the next, if nothing else is said.</summary>
    public const int DefaultEvery = 5;

    /// <summary>Minutes from one tick to the next: such as divide an hour, or hours that divide a day.</summary>
    public int Every { get; init; } = DefaultEvery;

    /// <summary>What the system is to call it; made of the workspace's id when left out. For an export only.</summary>
    public string? Name { get; init; }

    /// <summary>How the Task Scheduler logs on.</summary>
    public TickLogon Logon { get; init; }

    /// <summary>The account that it runs under, where the system wants to be told; on Windows the present user when left out.</summary>
    public string? User { get; init; }

    /// <summary>Whether systemd is to have it for the whole system. For an export only.</summary>
    public bool SystemWide { get; init; }
}
