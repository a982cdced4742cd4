using System.Globalization;
using System.Text;
using System.Text.Json;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Definitions.Comparison;

/// <summary>
/// Compares two JSON Schemas keyword by keyword. A difference is breaking when a value that satisfied the one before may not satisfy the other:
/// what it cannot tell counts as breaking.
/// </summary>
/// <param name="area">Area of the differences.</param>
internal sealed class SchemaComparison(string area)
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "role",
    };

    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement.Clone();

    private readonly List<OptDefinitionDifference> _differences = [];

    /// <summary>The differences, outer ones first.</summary>
    public IReadOnlyList<OptDefinitionDifference> Compare(JsonElement? before, JsonElement? after)
    {
        Compare("", before ?? Nothing, after ?? Nothing);
        return _differences;
    }

    private void Compare(string path, JsonElement before, JsonElement after)
    {
        if (before.ValueKind != JsonValueKind.Object || after.ValueKind != JsonValueKind.Object)
        {
            Add(path, before, after, isBreaking: true);
            return;
        }

        foreach (var keyword in Keywords(before, after))
        {
            var (then, now) = (Get(before, keyword), Get(after, keyword));
            switch (keyword)
            {
                case "properties":
                    CompareProperties(path, before, after);
                    break;
                case "required":
                    CompareRequired(path, before, after);
                    break;
                case "items" when then is { } items && now is { } others:
                    Compare(Child(path, "items"), items, others);
                    break;
                default:
                    Add(Child(path, keyword), then, now, Narrows(keyword, then, now));
                    break;
            }
        }
    }

    private void CompareProperties(string path, JsonElement before, JsonElement after)
    {
        var (then, now) = (Get(before, "properties") ?? Nothing, Get(after, "properties") ?? Nothing);
        foreach (var name in Keywords(then, now))
        {
            if (Get(then, name) is { } old && Get(now, name) is { } changed)
            {
                Compare(Child(path, name), old, changed);
            }
            else
            {
                // A key that is no longer known is refused where the schema is closed; an added one restricts only what was free before.
                var closed = Get(then, name) is not null ? IsClosed(after) : !IsClosed(before);
                Add(Child(path, name), Get(then, name), Get(now, name), closed);
            }
        }
    }

    private void CompareRequired(string path, JsonElement before, JsonElement after)
    {
        var (then, now) = (Names(before), Names(after));
        foreach (var name in then.Union(now).Order(StringComparer.Ordinal).Where(n => then.Contains(n) != now.Contains(n)))
        {
            var hasDefault = Get(after, "properties") is { } properties && Get(properties, name) is { ValueKind: JsonValueKind.Object } property && Get(property, "default") is not null;
            _differences.Add(new OptDefinitionDifference
            {
                Area = area,
                Path = Child(Child(path, name), "required"),
                Before = then.Contains(name) ? "true" : null,
                After = now.Contains(name) ? "true" : null,
                IsBreaking = now.Contains(name) && !hasDefault,
            });
        }
    }

    private void Add(string path, JsonElement? before, JsonElement? after, bool isBreaking)
    {
        var (then, now) = (Text(before), Text(after));
        if (then != now)
        {
            _differences.Add(new OptDefinitionDifference { Area = area, Path = path, Before = then, After = now, IsBreaking = isBreaking });
        }
    }

    private static bool Narrows(string keyword, JsonElement? before, JsonElement? after) => keyword switch
    {
        _ when Annotations.Contains(keyword) => false,
        _ when after is null => false,
        "$defs" => true,
        "type" => before is null || !Types(before.Value).All(t => Types(after.Value).Contains(t) || (t == "integer" && Types(after.Value).Contains("number"))),
        "enum" => before is null || before.Value.EnumerateArray().Any(v => after.Value.EnumerateArray().All(a => Text(a) != Text(v))),
        "minimum" or "exclusiveMinimum" or "minLength" or "minItems" or "minProperties" => before is null || Number(after.Value) > Number(before.Value),
        "maximum" or "exclusiveMaximum" or "maxLength" or "maxItems" or "maxProperties" => before is null || Number(after.Value) < Number(before.Value),
        "additionalProperties" => after.Value.ValueKind != JsonValueKind.True,
        "uniqueItems" => after.Value.ValueKind == JsonValueKind.True,
        _ => true,
    };

    private static bool IsClosed(JsonElement schema) => Get(schema, "additionalProperties") is { ValueKind: JsonValueKind.False };

    private static IReadOnlyList<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!];

    private static HashSet<string> Names(JsonElement schema) =>
        Get(schema, "required") is { ValueKind: JsonValueKind.Array } names ? [.. names.EnumerateArray().Select(n => n.GetString()!)] : [];

    private static double Number(JsonElement number) => double.Parse(number.GetRawText(), CultureInfo.InvariantCulture);

    private static JsonElement? Get(JsonElement schema, string name) => schema.TryGetProperty(name, out var value) ? value : null;

    private static IEnumerable<string> Keywords(JsonElement before, JsonElement after) =>
        before.EnumerateObject().Concat(after.EnumerateObject()).Select(p => p.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Child(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string? Text(JsonElement? value) => value switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => Encoding.UTF8.GetString(CanonicalJson.ToBytes(other)),
    };
}
