using OptAIC.Ticks;

namespace OptAIC.Engine.Ticks;

/// <summary>What is good to know about a tick before it is relied on.</summary>
internal static class TickNotes
{
    /// <summary>Of a logon without a password.</summary>
    public const string S4U = "Logged on without a password (S4U): no access to the network as the user, nor to encrypted files";

    /// <summary>What goes for a form of it.</summary>
    public static IEnumerable<string> Of(Tick tick, TickFormat format)
    {
        switch (format)
        {
            case TickFormat.TaskXml when tick.Logon == TickLogon.S4U:
                yield return S4U;
                break;
            case TickFormat.TaskXml when tick.Logon == TickLogon.Interactive:
                yield return "It ticks while the user is logged on; --logon s4u and --logon password tick always";
                break;
            case TickFormat.Systemd when !tick.IsSystemWide:
                yield return "It ticks while the user is logged in; 'loginctl enable-linger' makes it tick always";
                break;
            case TickFormat.Systemd when tick.User is null:
                yield return "It runs as root; --user runs it as somebody else";
                break;
        }
    }
}
