using OptAIC.Errors;

namespace OptAIC.Engine.Workspaces;

/// <summary>Time zones by IANA name.</summary>
internal static class TimeZones
{
    public static TimeZoneInfo Find(string id)
    {
        if (id is "UTC" or "Etc/UTC")
        {
            return TimeZoneInfo.Utc;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : throw new UnknownTimeZoneException(id);
    }
}

/// <summary>A time zone is not known here.</summary>
/// <param name="id">Its name.</param>
public sealed class UnknownTimeZoneException(string id)
    : OptException("UnknownTimeZone", ExitCode.Usage, $"the time zone '{id}' is not known on this machine", "use an IANA name such as America/New_York or UTC")
{
    /// <summary>The name.</summary>
    public string Id { get; } = id;
}
