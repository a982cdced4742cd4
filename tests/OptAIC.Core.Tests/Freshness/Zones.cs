namespace OptAIC.Core.Tests.Freshness;

/// <summary>Zones by IANA name, also where the system knows its own names only.</summary>
internal static class Zones
{
    private static readonly Dictionary<string, string> WindowsNames = new()
    {
        ["Africa/Cairo"] = "Egypt Standard Time",
        ["Africa/Casablanca"] = "Morocco Standard Time",
        ["America/New_York"] = "Eastern Standard Time",
        ["America/Santiago"] = "Pacific SA Standard Time",
        ["America/Sao_Paulo"] = "E. South America Standard Time",
        ["Asia/Amman"] = "Jordan Standard Time",
        ["Asia/Beirut"] = "Middle East Standard Time",
        ["Asia/Kolkata"] = "India Standard Time",
        ["Asia/Tokyo"] = "Tokyo Standard Time",
        ["Atlantic/Azores"] = "Azores Standard Time",
        ["Australia/Lord_Howe"] = "Lord Howe Standard Time",
        ["Europe/Dublin"] = "GMT Standard Time",
        ["Pacific/Apia"] = "Samoa Standard Time",
        ["Pacific/Chatham"] = "Chatham Islands Standard Time",
        ["Pacific/Kiritimati"] = "Line Islands Standard Time",
        ["UTC"] = "UTC",
    };

    public static TimeZoneInfo Find(string iana) =>
        TimeZoneInfo.FindSystemTimeZoneById(OperatingSystem.IsWindows() ? WindowsNames.GetValueOrDefault(iana, iana) : iana);
}
