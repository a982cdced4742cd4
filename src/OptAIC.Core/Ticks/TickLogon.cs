using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Ticks;

/// <summary>How the Windows Task Scheduler logs the user on for a tick.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<TickLogon>))]
public enum TickLogon
{
    /// <summary>While the user is logged on.</summary>
    Interactive,

    /// <summary>Also while nobody is logged on, without a password; what it runs has no access to the network as the user, nor to encrypted files.</summary>
    S4U,

    /// <summary>Also while nobody is logged on, with the password that the system keeps.</summary>
    Password,
}
