using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>
/// A JSON Schema (2020-12), compiled once and used for many documents. References reach within the schema only. Besides the standard's keywords it
/// knows <c>role</c> and the formats <c>instance-ref</c>, <c>secret-ref</c>, <c>path</c> and <c>time-span</c>.
/// </summary>
internal sealed class JsonSchema
{
    private readonly SchemaNode _root;

    private JsonSchema(SchemaNode root) => _root = root;

    /// <summary>Accepts any mapping without keys: the schema of definitions that have no parameters.</summary>
    public static JsonSchema NoParameters { get; } = new(new SchemaNode
    {
        Types = JsonTypes.Object,
        Mappings = new MappingRules { AdditionalProperties = new SchemaNode { Never = true } },
    });

    /// <summary>Compiles a schema that was written as YAML or JSON.</summary>
    /// <param name="schema">The schema, a mapping or a truth value.</param>
    /// <param name="issues">Receives what is wrong with the schema, and warnings about keywords that look misspelled.</param>
    /// <returns>The schema; only to be used when no error was added.</returns>
    public static JsonSchema Compile(DocumentNode schema, List<OptIssue> issues) => new(new SchemaCompiler(schema, issues).Compile());

    /// <summary>The values that the schema declares by name, in its order, those within mappings after them.</summary>
    public IReadOnlyList<OptParameter> Parameters() => new ParameterList().Of(_root);

    /// <summary>Checks a document, types its scalars, applies defaults.</summary>
    /// <param name="document">The document.</param>
    /// <param name="baseDirectory">Directory for relative paths that do not come from a file; the current one when <c>null</c>.</param>
    /// <param name="assertFormats">Whether <c>format</c> refuses; without, it is an annotation only.</param>
    public SchemaResult Validate(DocumentNode document, string? baseDirectory = null, bool assertFormats = true)
    {
        var evaluation = new SchemaEvaluation(assertFormats);
        evaluation.Check(_root, document);
        return evaluation.Issues.Count > 0
            ? new SchemaResult { Issues = evaluation.Issues }
            : new SchemaResolver(evaluation, baseDirectory ?? Environment.CurrentDirectory).Resolve(_root, document);
    }
}
