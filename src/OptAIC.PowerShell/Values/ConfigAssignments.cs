using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;

namespace OptAIC.Commands;

/// <summary>Writes a hashtable of config values as the assignments (<c>name=value</c>) that the command line takes.</summary>
internal static class ConfigAssignments
{
    public static IReadOnlyList<string> Of(IDictionary config) =>
        [.. config.Keys.Cast<object>().Select(key => $"{key}={Value(config[key])}")];

    // A plain text is typed by the definition's schema; brackets and quotes would be read as structure, so such a text is quoted.
    private static string Value(object? value) => Node(value) switch
    {
        JsonValue scalar when scalar.TryGetValue(out string? text) && text is not ['[' or '{' or '"' or '\'', ..] => text,
        var node => node?.ToJsonString() ?? "null",
    };

    private static JsonNode? Node(object? value) => Unwrap(value) switch
    {
        null => null,
        string text => text,
        bool flag => flag,
        IDictionary map => new JsonObject(map.Keys.Cast<object>().Select(k => KeyValuePair.Create(Text(k), Node(map[k])))),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        DateTime time => time.TimeOfDay == TimeSpan.Zero ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : time.ToString("O", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        sbyte or byte or short or ushort or int or uint or long or ulong => JsonValue.Create(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        double number => number,
        float number => number,
        decimal number => number,
        var other => Text(other),
    };

    private static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
