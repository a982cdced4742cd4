using OptAIC.Errors;
using OptAIC.Naming;

namespace OptAIC.Engine.Workspaces;

/// <summary>A time zone is not known here.</summary>
/// <param name="id">Its name.</param>
public sealed class UnknownTimeZoneException(string id)
    : OptException("UnknownTimeZone", ExitCode.Usage, $"the time zone '{id}' is not known on this machine", Advice(id))
{
    /// <summary>The name.</summary>
    public string Id { get; } = id;

    // A city alone is what people try first: 'new york' means America/New_York.
    private static string Advice(string id)
    {
        const string advice = "use an IANA name such as America/New_York or UTC, or a Windows name such as 'Eastern Standard Time'";
        var known = ZoneNames.All.ToList();
        var near = Cities(known).GetValueOrDefault(id.Trim().Replace(' ', '_')) ?? NearestName.To(id, known) ?? City(id, known);
        return near is null ? advice : $"did you mean '{near}'? Else {advice}";
    }

    private static string? City(string id, List<string> known)
    {
        var cities = Cities(known);
        return NearestName.To(id.Trim().Replace(' ', '_'), cities.Keys) is { } city ? cities[city] : null;
    }

    private static Dictionary<string, string> Cities(IEnumerable<string> known)
    {
        var cities = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in known.Where(name => name.Contains('/', StringComparison.Ordinal)))
        {
            cities.TryAdd(name[(name.LastIndexOf('/') + 1)..], name);
        }

        return cities;
    }
}
