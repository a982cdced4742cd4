using System.Globalization;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Says in a few words what values the schemas that apply to one parameter accept.</summary>
internal static class ParameterWords
{
    private const int MaxAlternatives = 8;

    private static readonly (JsonTypes Type, string Word)[] Names =
    [
        (JsonTypes.String, "string"),
        (JsonTypes.Number, "number"),
        (JsonTypes.Integer, "integer"),
        (JsonTypes.Boolean, "boolean"),
        (JsonTypes.Array, "list"),
        (JsonTypes.Object, "mapping"),
        (JsonTypes.Null, "null"),
    ];

    /// <summary>The types, in the words of JSON Schema: <c>string or list of string</c>.</summary>
    public static string Type(IReadOnlyList<SchemaNode> applied)
    {
        var words = applied.Select(s => Own(s)).Where(t => t != JsonTypes.Any).SelectMany((types, _) => Words(types)).Distinct().ToList();
        return words.Count == 0 ? "any" : string.Join(" or ", words.Select(w => w switch
        {
            "list" => Of(w, applied.SelectMany(s => s.Lists is { } lists ? lists.PrefixItems.Append(lists.Items) : [])),
            "mapping" when applied.All(s => s.Mappings is not { Properties.Count: > 0 }) => Of(w, applied.Select(s => s.Mappings?.AdditionalProperties)),
            _ => w,
        }));
    }

    /// <summary>The formats of its texts, or of the texts in its lists and mappings.</summary>
    public static string? Format(IReadOnlyList<SchemaNode> applied)
    {
        var inside = applied.SelectMany(s => new[] { s.Lists?.Items, s.Mappings?.AdditionalProperties }).OfType<SchemaNode>();
        return Join(" or ", applied.Concat(inside).Select(s => s.Texts?.Format).OfType<string>().Distinct());
    }

    /// <summary>The other keywords that narrow the value.</summary>
    public static string? Limits(IReadOnlyList<SchemaNode> applied) => Join("; ", applied.SelectMany(Limits).Distinct());

    // A comma or nothing at all is not seen among words.
    private static string Word(DocumentNode value) => value is not DocumentScalar scalar ? Found.Describe(value)
        : scalar.Text.Length > 0 && scalar.Text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') && char.IsLetterOrDigit(scalar.Text[^1]) ? Found.Shorten(scalar.Text)
        : $"'{Found.Shorten(scalar.Text)}'";

    private static string Of(string collection, IEnumerable<SchemaNode?> items) =>
        items.OfType<SchemaNode>().Where(i => !i.Never).Select(i => Type([i, .. i.Combination?.Always ?? []])).Where(t => t != "any").Distinct().ToList() is { Count: > 0 } types
            ? $"{collection} of {string.Join(" or ", types)}"
            : collection;

    private static JsonTypes Own(SchemaNode schema) => schema.Types == JsonTypes.Any && schema.Choices is { } choices ? choices.NaturalTypes : schema.Types;

    private static IEnumerable<string> Words(JsonTypes types)
    {
        foreach (var (type, word) in Names)
        {
            if ((types & type) == type)
            {
                yield return word;
                types &= ~type;
            }
        }
    }

    private static IEnumerable<string> Limits(SchemaNode schema)
    {
        if (schema.Choices is { } choices)
        {
            yield return $"{(choices.Values.Count == 1 ? "only" : "one of")} {string.Join(", ", choices.Values.Take(MaxAlternatives).Select(Word))}{(choices.Values.Count > MaxAlternatives ? " …" : "")}";
        }

        if (schema.Numbers is { } numbers)
        {
            foreach (var limit in Limits(numbers))
            {
                yield return limit;
            }
        }

        if (schema.Texts is { } texts)
        {
            if (Count(texts.MinLength, texts.MaxLength, "character") is { } length)
            {
                yield return length;
            }

            if (texts.PatternText is { } pattern)
            {
                yield return $"matches {Found.Shorten(pattern)}";
            }
        }

        if (schema.Lists is { } lists)
        {
            if (Count(lists.MinItems, lists.MaxItems, "item") is { } items)
            {
                yield return items;
            }

            if (lists.UniqueItems)
            {
                yield return "no item twice";
            }
        }

        if (schema.Mappings is { } mappings)
        {
            if (Count(mappings.MinProperties, mappings.MaxProperties, "key") is { } keys)
            {
                yield return keys;
            }

            if (mappings.PropertyNames?.Texts?.PatternText is { } names)
            {
                yield return $"keys match {Found.Shorten(names)}";
            }
        }
    }

    private static IEnumerable<string> Limits(NumberRules numbers)
    {
        if (numbers is { Minimum: { } least, Maximum: { } most })
        {
            yield return $"{least} to {most}";
        }
        else
        {
            if (numbers.Minimum is { } minimum)
            {
                yield return $"≥ {minimum}";
            }

            if (numbers.Maximum is { } maximum)
            {
                yield return $"≤ {maximum}";
            }
        }

        if (numbers.ExclusiveMinimum is { } above)
        {
            yield return $"> {above}";
        }

        if (numbers.ExclusiveMaximum is { } below)
        {
            yield return $"< {below}";
        }

        if (numbers.MultipleOf is { } of)
        {
            yield return $"a multiple of {of}";
        }
    }

    private static string? Count(int least, int most, string thing) => (least, most) switch
    {
        (0, int.MaxValue) => null,
        (1, int.MaxValue) => "not empty",
        (_, int.MaxValue) => Words($"at least {least}", least, thing),
        (0, _) => Words($"at most {most}", most, thing),
        _ when least == most => Words($"{most}", most, thing),
        _ => Words($"{least} to {most}", most, thing),
    };

    private static string Words(FormattableString bound, int count, string thing) => $"{bound.ToString(CultureInfo.InvariantCulture)} {thing}{(count == 1 ? "" : "s")}";

    private static string? Join(string separator, IEnumerable<string> words)
    {
        var shown = words.Take(MaxAlternatives).ToList();
        return shown.Count == 0 ? null : string.Join(separator, shown);
    }
}
