using System.Text.RegularExpressions;
using OptAIC.Engine.Schemas.Patterns;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Compiles a schema document. Subschemas wait in a queue, so that nothing recurses with the input.</summary>
internal sealed class SchemaCompiler
{
    private const int MaxSchemas = 50_000;
    private const int MaxPatterns = 1_000;
    private const int MaxPatternCharacters = 40_000;
    private const int MaxComparisons = 1_000;

    private readonly DocumentNode _root;
    private readonly IssueCollector _issues;
    private readonly SchemaResources _resources;
    private readonly Dictionary<(DocumentNode Node, DynamicScope Scope), SchemaNode> _compiled = [];
    private readonly Queue<(DocumentNode Node, DynamicScope Scope)> _waiting = new();
    private readonly HashSet<DocumentNode> _reported = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Regex?> _patterns = new(StringComparer.Ordinal);
    private int _comparisons = MaxComparisons;
    private int _patternCharacters;
    private DynamicScope _scope = DynamicScope.Empty();
    private SchemaResource _resource;

    public SchemaCompiler(DocumentNode root, List<OptIssue> issues)
    {
        _root = root;
        _issues = new IssueCollector(issues);
        _resources = new SchemaResources(root, _issues);
        _resource = _resources.Root;
    }

    /// <summary>Compiles the whole schema.</summary>
    public SchemaNode Compile()
    {
        var compiled = Subschema(_root);
        while (_waiting.TryDequeue(out var next) && !_issues.IsFull)
        {
            if (_compiled.Count > MaxSchemas || ArePatternsExhausted || next.Scope.IsExhausted)
            {
                Complain(next.Node, "too_complex", "the schema is too large, or refers to too much", $"at most {MaxSchemas} schemas, {MaxPatterns} patterns and {MaxPatternCharacters} characters in them");
                return compiled;
            }

            (_scope, _resource) = (next.Scope, _resources.Of(next.Node));
            Fill(_compiled[next], next.Node);
        }

        if (!_issues.IsFull && new SchemaLoops(_compiled.Select(c => KeyValuePair.Create(c.Key.Node, c.Value))).Find() is { } loop)
        {
            _issues.Add(loop);
        }
        else if (!_issues.HasErrors)
        {
            CheckDefaults();
        }

        return compiled;
    }

    private bool ArePatternsExhausted => _patterns.Count > MaxPatterns || _patternCharacters > MaxPatternCharacters;

    private SchemaNode Subschema(DocumentNode node)
    {
        var key = (node, _scope.Enter(_resources.Of(node)));
        if (!_compiled.TryGetValue(key, out var schema))
        {
            _compiled.Add(key, schema = new SchemaNode());
            _waiting.Enqueue(key);
        }

        return schema;
    }

    private void Fill(SchemaNode schema, DocumentNode node)
    {
        if (node is DocumentMapping mapping)
        {
            // A schema that is reached in several scopes says what is wrong with it once.
            var keywords = new SchemaKeywords(mapping, _reported.Add(node) ? _issues : new IssueCollector([]));
            keywords.WarnOfMisspelled(ref _comparisons);
            schema.Types = keywords.Types();
            schema.Title = keywords.Text("title");
            schema.Description = keywords.Text("description");
            schema.Role = keywords.Text("role");
            schema.Default = mapping["default"];
            schema.Choices = Choices(keywords);
            schema.Numbers = Numbers(keywords);
            schema.Texts = Texts(keywords);
            schema.Lists = Lists(keywords);
            schema.Mappings = Mappings(keywords);
            schema.Combination = Combination(keywords);
            schema.Unevaluated = Unevaluated(keywords);
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
            Complain(node, "bad_schema", $"a schema is a mapping, true or false; found {Found.Describe(node)}", "a mapping, true or false");
        }
    }

    private static ChoiceRules? Choices(SchemaKeywords keywords)
    {
        var constant = keywords.Value("const");
        var choices = keywords.Choices();
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
                PatternText = keywords.Text("pattern"),
                Format = keywords.Text("format"),
            }
            : null;

    private ListRules? Lists(SchemaKeywords keywords) =>
        keywords.HasAny("items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems")
            ? new ListRules
            {
                PrefixItems = SchemaList(keywords, "prefixItems"),
                Items = Optional(keywords, "items"),
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
                PatternProperties = [.. PatternMap(keywords)],
                AdditionalProperties = Optional(keywords, "additionalProperties"),
                PropertyNames = Optional(keywords, "propertyNames"),
                Required = keywords.Texts("required"),
                DependentRequired = keywords.TextLists("dependentRequired"),
                DependentSchemas = SchemaMap(keywords, "dependentSchemas"),
                MinProperties = keywords.Count("minProperties") ?? 0,
                MaxProperties = keywords.Count("maxProperties") ?? int.MaxValue,
            }
            : null;

    private Combination? Combination(SchemaKeywords keywords) =>
        keywords.HasAny("$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "not", "if")
            ? new Combination
            {
                Always = [.. Reference(keywords, "$ref"), .. Reference(keywords, "$dynamicRef"), .. SchemaList(keywords, "allOf")],
                AnyOf = SchemaList(keywords, "anyOf"),
                OneOf = SchemaList(keywords, "oneOf"),
                Not = Optional(keywords, "not"),
                If = Optional(keywords, "if"),
                Then = Optional(keywords, "then") ?? SchemaNode.Anything,
                Else = Optional(keywords, "else") ?? SchemaNode.Anything,
            }
            : null;

    private UnevaluatedRules? Unevaluated(SchemaKeywords keywords) =>
        keywords.HasAny("unevaluatedProperties", "unevaluatedItems")
            ? new UnevaluatedRules { Properties = Optional(keywords, "unevaluatedProperties"), Items = Optional(keywords, "unevaluatedItems") }
            : null;

    private IEnumerable<SchemaNode> Reference(SchemaKeywords keywords, string keyword)
    {
        if (keywords.Text(keyword) is not { } reference)
        {
            return [];
        }

        if (_resources.Find(_resource, reference, out var fragment) is { } target)
        {
            var isDynamic = keyword == "$dynamicRef" && _resources.Of(target).DynamicAnchors.GetValueOrDefault(fragment) == target;
            return [Subschema(isDynamic ? _scope.Find(fragment) ?? target : target)];
        }

        var message = $"'{Found.Shorten(reference)}' leads to nothing in this schema; write for example '#/$defs/name'";
        Complain(keywords.Value(keyword)!, "bad_schema", message, "a reference to a schema in this document");
        return [];
    }

    private SchemaNode? Optional(SchemaKeywords keywords, string name) => keywords.Value(name) is { } node ? Subschema(node) : null;

    private SchemaNode[] SchemaList(SchemaKeywords keywords, string name) => keywords.List(name)?.Select(Subschema).ToArray() ?? [];

    private Dictionary<string, SchemaNode> SchemaMap(SchemaKeywords keywords, string name) =>
        keywords.Schemas(name).ToDictionary(e => e.Name, e => Subschema(e.Value), StringComparer.Ordinal);

    private IEnumerable<(Regex, SchemaNode)> PatternMap(SchemaKeywords keywords)
    {
        foreach (var entry in keywords.Schemas("patternProperties"))
        {
            var schema = Subschema(entry.Value);
            if (Pattern(entry.Name, entry.Key) is { } pattern)
            {
                yield return (pattern, schema);
            }
        }
    }

    private Regex? Pattern(string pattern, DocumentNode node)
    {
        if (_patterns.TryGetValue(pattern, out var known) || ArePatternsExhausted)
        {
            return known;
        }

        Regex? compiled = null;
        try
        {
            compiled = EcmaPattern.Compile(pattern);
        }
        catch (Exception invalid) when (invalid is FormatException or NotSupportedException or ArgumentException)
        {
            Complain(node, "bad_schema", $"'{Found.Shorten(pattern)}' is no regular expression: {invalid.Message.ReplaceLineEndings(" ")}", "a regular expression");
        }

        _patterns.Add(pattern, compiled);
        _patternCharacters += pattern.Length;
        return compiled;
    }

    // A default that its own schema refuses would make a config invalid that does not mention it.
    private void CheckDefaults()
    {
        var evaluation = new SchemaEvaluation(assertFormats: true);
        foreach (var schema in _compiled.Values)
        {
            if (schema.Default is not null)
            {
                evaluation.Check(schema, schema.Default);
            }
        }

        foreach (var issue in evaluation.Issues)
        {
            _issues.Add(issue with { Code = "bad_default", Message = $"the default does not satisfy its schema: {issue.Message}" });
        }
    }

    private void Complain(DocumentNode node, string code, string message, string expected) =>
        _issues.Add(node.Issue(code, message) with { Expected = expected, Found = Found.Describe(node) });
}
