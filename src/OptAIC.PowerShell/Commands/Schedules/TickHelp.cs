using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>What the cmdlets of the operating system's tick have in common.</summary>
internal static class TickHelp
{
    /// <summary>Minutes from one tick to the next, if nothing else is said.</summary>
    public const int DefaultEvery = TickRequest.DefaultEvery;

    /// <summary>Help of <c>-Every</c>.</summary>
    public const string Every = "Minutes from one tick to the next: such as divide an hour, or hours that divide a day. Default: 5";

    /// <summary>Help of <c>-Logon</c>.</summary>
    public const string Logon = "How the Windows Task Scheduler logs on: Interactive (while the user is logged on), S4U (always, without a password, but also without the network as the user) or Password. Default: Interactive";
}
