using System.Globalization;
using OptAIC.Engine.Yaml;
using OptAIC.Naming;

namespace OptAIC.Engine.Schemas;

/// <summary>Reads the keywords of one schema, reporting those whose values cannot be.</summary>
internal sealed class SchemaKeywords(DocumentMapping mapping, IssueCollector issues)
{
    private static readonly HashSet<string> Known =
    [
        "$schema", "$id", "$ref", "$defs", "$anchor", "$comment", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "definitions",
        "type", "enum", "const", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType", "contentSchema",
        "items", "prefixItems", "contains", "minContains", "maxContains", "minItems", "maxItems", "uniqueItems", "unevaluatedItems",
        "properties", "patternProperties", "additionalProperties", "propertyNames", "required", "dependentRequired", "dependentSchemas", "dependencies",
        "minProperties", "maxProperties", "unevaluatedProperties",
        "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "role",
    ];

    /// <summary>Warns of unknown keywords that are nearly known ones; others are annotations, as the standard says.</summary>
    /// <param name="comparisons">How many names may still be compared.</param>
    public void WarnOfMisspelled(ref int comparisons)
    {
        foreach (var entry in mapping.Entries)
        {
            if (!Known.Contains(entry.Name) && comparisons-- > 0 && NearestName.To(Found.Shorten(entry.Name), Known) is { } near)
            {
                var message = $"'{Found.Shorten(entry.Name)}' is no keyword of JSON Schema and has no effect; did you mean '{near}'?";
                issues.Add(entry.Key.Issue("misspelled_keyword", message, IssueSeverity.Warning) with { Expected = near, Found = Found.Shorten(entry.Name) });
            }
        }
    }

    public bool HasAny(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (mapping.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    public DocumentNode? Value(string name) => mapping[name];

    /// <summary>Keyword <c>type</c>.</summary>
    public JsonTypes Types() => mapping["type"] switch
    {
        null => JsonTypes.Any,
        DocumentSequence { Items.Count: > 0 } several => several.Items.Aggregate(JsonTypes.None, (types, item) => types | TypeOf(item)),
        var single => TypeOf(single),
    };

    public string? Text(string name) => mapping[name] switch
    {
        null => null,
        DocumentScalar scalar when scalar.TypeAmong(JsonTypes.String) == JsonTypes.String => scalar.Text,
        var other => Refuse<string>(name, "a text", other),
    };

    public bool Flag(string name) => mapping[name] switch
    {
        null => false,
        DocumentScalar { NaturalType: JsonTypes.Boolean } scalar => CoreSchema.ToBoolean(scalar.Text),
        var other => Refuse<string>(name, "true or false", other) is not null,
    };

    /// <summary>A number in its canonical spelling.</summary>
    public string? Number(string name) => mapping[name] switch
    {
        null => null,
        DocumentScalar scalar when (scalar.NaturalType & JsonTypes.Number) != 0 => scalar.Number,
        var other => Refuse<string>(name, "a number", other),
    };

    public string? PositiveNumber(string name) => Number(name) is "0" or ['-', ..] ? Refuse<string>(name, "more than 0", mapping[name]!) : Number(name);

    /// <summary>A number of items, characters or keys: an integer from 0.</summary>
    public int? Count(string name)
    {
        if (Number(name) is not { } number)
        {
            return null;
        }

        if (number.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            Refuse<string>(name, "an integer from 0", mapping[name]!);
            return null;
        }

        return int.TryParse(number, CultureInfo.InvariantCulture, out var count) ? count : int.MaxValue;
    }

    /// <summary>Keyword <c>enum</c>. The standard advises against an empty list, but knows what it means: nothing is allowed.</summary>
    public IReadOnlyList<DocumentNode>? Choices()
    {
        if (mapping["enum"] is not DocumentSequence { Items.Count: 0 } empty)
        {
            return List("enum");
        }

        issues.Add(empty.Issue("empty_enum", "'enum' is empty, so that nothing is allowed", IssueSeverity.Warning) with { Expected = "a list that is not empty", Found = Found.Describe(empty) });
        return [];
    }

    public IReadOnlyList<DocumentNode>? List(string name) => mapping[name] switch
    {
        null => null,
        DocumentSequence list when list.Items.Count > 0 => list.Items,
        var other => Refuse<IReadOnlyList<DocumentNode>>(name, "a list that is not empty", other),
    };

    public IReadOnlyList<string> Texts(string name) => mapping[name] is { } list ? TextsOf(name, list) : [];

    public Dictionary<string, IReadOnlyList<string>> TextLists(string name) =>
        Schemas(name).ToDictionary(e => e.Name, e => TextsOf(name, e.Value), StringComparer.Ordinal);

    /// <summary>The entries of a keyword whose value is a mapping of names.</summary>
    public IReadOnlyList<DocumentEntry> Schemas(string name) => mapping[name] switch
    {
        null => [],
        DocumentMapping entries => entries.Entries,
        var other => Refuse<IReadOnlyList<DocumentEntry>>(name, "a mapping", other) ?? [],
    };

    private IReadOnlyList<string> TextsOf(string name, DocumentNode node) => node is DocumentSequence list && list.Items.All(i => i is DocumentScalar)
        ? [.. list.Items.Select(i => ((DocumentScalar)i).Text)]
        : Refuse<IReadOnlyList<string>>(name, "a list of names", node) ?? [];

    private JsonTypes TypeOf(DocumentNode node)
    {
        switch ((node as DocumentScalar)?.Text)
        {
            case "null": return JsonTypes.Null;
            case "boolean": return JsonTypes.Boolean;
            case "integer": return JsonTypes.Integer;
            case "number": return JsonTypes.Number;
            case "string": return JsonTypes.String;
            case "array": return JsonTypes.Array;
            case "object": return JsonTypes.Object;
            default:
                string[] names = ["null", "boolean", "integer", "number", "string", "array", "object"];
                var expected = $"one of {string.Join(", ", names)}";
                var meant = node is DocumentScalar typed && NearestName.Hint(typed.Text, names) is { } hint ? $"; {hint}" : "";
                issues.Add(node.Issue("bad_schema", $"a type is {expected}; found {Found.Describe(node)}{meant}") with { Expected = expected, Found = Found.Describe(node) });
                return JsonTypes.Any;
        }
    }

    private T? Refuse<T>(string name, string expected, DocumentNode node)
        where T : class
    {
        issues.Add(node.Issue("bad_schema", $"'{name}' must be {expected}; found {Found.Describe(node)}") with { Expected = expected, Found = Found.Describe(node) });
        return null;
    }
}
