using System.Text.RegularExpressions;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Compiles a schema document. Subschemas wait in a queue, so that nothing recurses with the input.</summary>
internal sealed class SchemaCompiler(DocumentNode root, List<OptIssue> issues)
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<DocumentNode, SchemaNode> _compiled = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<DocumentNode> _waiting = new();

    /// <summary>Compiles the whole schema.</summary>
    public SchemaNode Compile()
    {
        var errorsBefore = issues.Count(i => i.Severity == IssueSeverity.Error);
        var compiled = Subschema(root);
        while (_waiting.TryDequeue(out var waiting))
        {
            Fill(_compiled[waiting], waiting);
        }

        if (new SchemaLoops(_compiled).Find() is { } loop)
        {
            issues.Add(loop);
        }
        else if (issues.Count(i => i.Severity == IssueSeverity.Error) == errorsBefore)
        {
            CheckDefaults();
        }

        return compiled;
    }

    private SchemaNode Subschema(DocumentNode node)
    {
        if (!_compiled.TryGetValue(node, out var schema))
        {
            _compiled.Add(node, schema = new SchemaNode());
            _waiting.Enqueue(node);
        }

        return schema;
    }

    private void Fill(SchemaNode schema, DocumentNode node)
    {
        if (node is DocumentMapping mapping)
        {
            var keywords = new SchemaKeywords(mapping, issues);
            keywords.WarnOfMisspelled();
            schema.Types = keywords.Types();
            schema.Title = keywords.Text("title");
            schema.Role = keywords.Text("role");
            schema.Default = mapping["default"];
            schema.Choices = Choices(keywords);
            schema.Numbers = Numbers(keywords);
            schema.Texts = Texts(keywords);
            schema.Lists = Lists(keywords);
            schema.Mappings = Mappings(keywords);
            schema.Combination = Combination(keywords);
            foreach (var definition in keywords.Schemas("$defs").Concat(keywords.Schemas("definitions")))
            {
                Subschema(definition.Value);
            }
        }
        else if (node.NaturalType == JsonTypes.Boolean)
        {
            schema.Never = !CoreSchema.ToBoolean(((DocumentScalar)node).Text);
        }
        else
        {
            issues.Add(node.Issue("bad_schema", $"a schema is a mapping, true or false; found {Found.Describe(node)}"));
        }
    }

    private static ChoiceRules? Choices(SchemaKeywords keywords)
    {
        var constant = keywords.Value("const");
        var choices = keywords.List("enum");
        return (constant, choices) switch
        {
            (null, null) => null,
            (not null, null) => new ChoiceRules([constant]),
            (null, not null) => new ChoiceRules(choices),
            _ => new ChoiceRules([.. choices.Where(choice => NodeEquality.Equal(choice, constant))]),
        };
    }

    private static NumberRules? Numbers(SchemaKeywords keywords) =>
        keywords.HasAny("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
            ? new NumberRules
            {
                Minimum = keywords.Number("minimum"),
                Maximum = keywords.Number("maximum"),
                ExclusiveMinimum = keywords.Number("exclusiveMinimum"),
                ExclusiveMaximum = keywords.Number("exclusiveMaximum"),
                MultipleOf = keywords.PositiveNumber("multipleOf"),
            }
            : null;

    private TextRules? Texts(SchemaKeywords keywords) =>
        keywords.HasAny("minLength", "maxLength", "pattern", "format")
            ? new TextRules
            {
                MinLength = keywords.Count("minLength") ?? 0,
                MaxLength = keywords.Count("maxLength") ?? int.MaxValue,
                Pattern = keywords.Text("pattern") is { } pattern ? Pattern(pattern, keywords.Value("pattern")!) : null,
                Format = keywords.Text("format"),
            }
            : null;

    private ListRules? Lists(SchemaKeywords keywords) =>
        keywords.HasAny("items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems")
            ? new ListRules
            {
                PrefixItems = SchemaList(keywords, "prefixItems"),
                Items = Optional(keywords, "items") ?? SchemaNode.Anything,
                Contains = Optional(keywords, "contains"),
                MinContains = keywords.Count("minContains") ?? 1,
                MaxContains = keywords.Count("maxContains") ?? int.MaxValue,
                MinItems = keywords.Count("minItems") ?? 0,
                MaxItems = keywords.Count("maxItems") ?? int.MaxValue,
                UniqueItems = keywords.Flag("uniqueItems"),
            }
            : null;

    private MappingRules? Mappings(SchemaKeywords keywords) =>
        keywords.HasAny(
            "properties", "patternProperties", "additionalProperties", "propertyNames", "required", "dependentRequired", "dependentSchemas", "minProperties", "maxProperties")
            ? new MappingRules
            {
                Properties = SchemaMap(keywords, "properties"),
                PatternProperties = [.. keywords.Schemas("patternProperties").Select(e => (Pattern(e.Name, e.Key), Subschema(e.Value)))],
                AdditionalProperties = Optional(keywords, "additionalProperties") ?? SchemaNode.Anything,
                PropertyNames = Optional(keywords, "propertyNames"),
                Required = keywords.Texts("required"),
                DependentRequired = keywords.TextLists("dependentRequired"),
                DependentSchemas = SchemaMap(keywords, "dependentSchemas"),
                MinProperties = keywords.Count("minProperties") ?? 0,
                MaxProperties = keywords.Count("maxProperties") ?? int.MaxValue,
            }
            : null;

    private Combination? Combination(SchemaKeywords keywords) =>
        keywords.HasAny("$ref", "allOf", "anyOf", "oneOf", "not", "if")
            ? new Combination
            {
                Always = [.. Reference(keywords), .. SchemaList(keywords, "allOf")],
                AnyOf = SchemaList(keywords, "anyOf"),
                OneOf = SchemaList(keywords, "oneOf"),
                Not = Optional(keywords, "not"),
                If = Optional(keywords, "if"),
                Then = Optional(keywords, "then") ?? SchemaNode.Anything,
                Else = Optional(keywords, "else") ?? SchemaNode.Anything,
            }
            : null;

    private IEnumerable<SchemaNode> Reference(SchemaKeywords keywords)
    {
        if (keywords.Text("$ref") is not { } reference)
        {
            return [];
        }

        if (reference.StartsWith('#') && JsonPointer.Find(root, Uri.UnescapeDataString(reference[1..])) is { } target)
        {
            return [Subschema(target)];
        }

        issues.Add(keywords.Value("$ref")!.Issue("bad_schema", $"'{reference}' leads to nothing in this schema; write for example '#/$defs/name'"));
        return [];
    }

    private SchemaNode? Optional(SchemaKeywords keywords, string name) => keywords.Value(name) is { } node ? Subschema(node) : null;

    private List<SchemaNode> SchemaList(SchemaKeywords keywords, string name) => keywords.List(name)?.Select(Subschema).ToList() ?? [];

    private Dictionary<string, SchemaNode> SchemaMap(SchemaKeywords keywords, string name) =>
        keywords.Schemas(name).ToDictionary(e => e.Name, e => Subschema(e.Value), StringComparer.Ordinal);

    private Regex Pattern(string pattern, DocumentNode node)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (ArgumentException invalid)
        {
            issues.Add(node.Issue("bad_schema", $"'{pattern}' is no regular expression: {invalid.Message.ReplaceLineEndings(" ")}"));
            return new Regex("");
        }
    }

    // A default that its own schema refuses would make a config invalid that does not mention it.
    private void CheckDefaults()
    {
        foreach (var schema in _compiled.Values.Where(s => s.Default is not null))
        {
            var evaluation = new SchemaEvaluation(assertFormats: true);
            evaluation.Check(schema, schema.Default!);
            issues.AddRange(evaluation.Issues.Select(i => i with { Code = "bad_default", Message = $"the default does not satisfy its schema: {i.Message}" }));
        }
    }
}
