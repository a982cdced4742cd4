using System.Globalization;
using System.Text.Json;
using OptAIC.Naming;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>The fields of a message: <c>name=value</c> pairs, whose values hold no space, or a JSON object.</summary>
internal sealed class ProtocolFields
{
    private readonly Dictionary<string, JsonElement> _json = [];
    private readonly Dictionary<string, string> _words = [];

    /// <summary>Reads them.</summary>
    /// <exception cref="JsonException">They begin like JSON and are none.</exception>
    public static ProtocolFields Read(string text)
    {
        var fields = new ProtocolFields();
        if (text.StartsWith('{'))
        {
            using var json = JsonDocument.Parse(text);
            foreach (var property in json.RootElement.EnumerateObject())
            {
                fields._json[property.Name] = property.Value.Clone();
            }

            return fields;
        }

        foreach (var word in text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = word.Split('=', 2);
            fields._words.TryAdd(parts[0], parts.ElementAtOrDefault(1) ?? "");
        }

        return fields;
    }

    /// <summary>What is wrong with a field that is none of the known ones; <c>null</c> when all are known.</summary>
    public string? Unknown(params string[] known) =>
        _words.Keys.Concat(_json.Keys).FirstOrDefault(k => !known.Contains(k)) is { } unknown
            ? $"'{unknown}' is no field of this message; {NearestName.Hint(unknown, known) ?? $"there are {string.Join(", ", known)}"} (values with spaces need the JSON form)"
            : null;

    /// <summary>A text, or <c>null</c>.</summary>
    public string? Text(string name) =>
        _words.TryGetValue(name, out var word) ? word
        : _json.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
        : null;

    /// <summary>A list of texts; none when it is no list.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        _json.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.String ? v.GetString()! : v.GetRawText())] : [];

    /// <summary>A finite number; JSON's null is a number that is not known.</summary>
    public bool TryNumber(string name, out double? number)
    {
        number = null;
        if (_json.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (!double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) || !double.IsFinite(parsed))
        {
            return false;
        }

        number = parsed;
        return true;
    }
}
