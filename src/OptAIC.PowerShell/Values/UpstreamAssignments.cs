using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Writes a hashtable of upstreams as the assignments (<c>role=name</c>) that the command line takes.</summary>
internal static class UpstreamAssignments
{
    public static IReadOnlyList<string> Of(IDictionary upstream) =>
        [.. upstream.Keys.Cast<object>().SelectMany(role => Names(upstream[role]).Select(name => $"{role}={name}"))];

    // An instance and a flow say their names; a list is several upstreams in one role.
    private static IEnumerable<string> Names(object? value) => value switch
    {
        null => [],
        PSObject wrapped => Names(wrapped.BaseObject),
        string name => [name],
        IEnumerable list => list.Cast<object?>().SelectMany(Names),
        _ => [Convert.ToString(value, CultureInfo.InvariantCulture)!],
    };
}
