namespace OptAIC.Engine.Workspaces;

/// <summary>Time zones by IANA name, or by the name that Windows has for them.</summary>
internal static class TimeZones
{
    /// <summary>A zone with its rules as this machine knows them.</summary>
    /// <exception cref="UnknownTimeZoneException">It is not known.</exception>
    public static TimeZoneInfo Find(string id)
    {
        if (id is "UTC" or "Etc/UTC")
        {
            return TimeZoneInfo.Utc;
        }

        // The tables are read only where the machine does not know the name itself: one that has names of Windows only, or has dropped former ones.
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : OtherNames(id).Select(Known).FirstOrDefault(z => z is not null) ?? throw new UnknownTimeZoneException(id);
    }

    /// <summary>The name to keep and show: IANA's for what was given by a name of Windows, else as given.</summary>
    /// <exception cref="UnknownTimeZoneException">No zone is called so.</exception>
    public static string NameOf(string given)
    {
        if (ZoneNames.FromWindows(given) is { } iana)
        {
            return iana == "Etc/UTC" ? "UTC" : iana;
        }

        // In the case that the machine spells it; where that is a name of Windows, as given.
        var known = Find(given).Id;
        return string.Equals(known, given, StringComparison.OrdinalIgnoreCase) ? known : given;
    }

    private static IEnumerable<string> OtherNames(string id)
    {
        var iana = ZoneNames.FromWindows(id) ?? id;
        return ZoneNames.ToWindows(iana) is { } windows ? [.. ZoneNames.Same(iana), windows] : ZoneNames.Same(iana);
    }

    private static TimeZoneInfo? Known(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
}
