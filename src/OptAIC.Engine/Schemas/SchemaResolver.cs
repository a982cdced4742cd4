using System.Globalization;
using System.Text.Json;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Turns a valid document into its resolved value: every scalar with the type its schemas give it, defaults in the place of missing keys.</summary>
internal sealed class SchemaResolver(SchemaEvaluation evaluation, string baseDirectory)
{
    private const int MaxDefaults = 10_000;
    private const int MaxDepth = 128;
    private const int MaxValues = 300_000;
    private const int MaxCharacters = 4_000_000;

    private readonly List<FoundValue> _instances = [];
    private readonly List<FoundValue> _secrets = [];
    private readonly List<FoundValue> _paths = [];
    private int _defaults;
    private int _values;
    private long _characters;
    private bool _exhausted;

    /// <summary>Resolves a document that satisfies the schema.</summary>
    public SchemaResult Resolve(SchemaNode schema, DocumentNode document)
    {
        var value = CanonicalJson.ToElement(writer => Write(writer, Place.Root, [schema], document));
        if (_exhausted)
        {
            return new SchemaResult { Issues = [document.Issue("too_complex", "the value with its defaults is too large; the defaults of the schema may lead to ever more defaults") with { Expected = "defaults that end", Found = Found.Describe(document) }] };
        }

        // Resolving asks again which alternatives accept a value, and that can exhaust the effort too.
        return evaluation.Issues.Count > 0
            ? new SchemaResult { Issues = evaluation.Issues }
            : new SchemaResult { Issues = [], Value = value, Instances = _instances, Secrets = _secrets, Paths = _paths };
    }

    private void Write(Utf8JsonWriter writer, Place place, List<SchemaNode> active, DocumentNode node)
    {
        _exhausted |= ++_values > MaxValues;
        var wanted = Activate(active, node);
        switch (node)
        {
            case DocumentMapping mapping:
                WriteMapping(writer, place, active, mapping, wanted);
                break;
            case DocumentSequence sequence:
                WriteSequence(writer, place.In(RoleOf(active)), active, sequence, wanted);
                break;
            case DocumentScalar scalar:
                WriteScalar(writer, place, active, scalar, scalar.TypeAmong(wanted));
                break;
        }
    }

    private void WriteMapping(Utf8JsonWriter writer, Place place, List<SchemaNode> active, DocumentMapping mapping, JsonTypes wanted)
    {
        var entries = new List<DocumentEntry>(mapping.Entries);
        AddDefaults(entries, active, mapping, place.Depth);
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        var rest = Rest(active, mapping, wanted, static rules => rules.Properties);
        writer.WriteStartObject();
        foreach (var entry in entries.TakeWhile(_ => !_exhausted))
        {
            Count(entry.Name);
            var schemas = new List<SchemaNode>();
            foreach (var schema in active)
            {
                schema.Mappings?.AddSchemasOf(entry.Key, schemas, evaluation);
            }

            AddRest(rest, entry.Name, schemas);
            writer.WritePropertyName(entry.Name);
            Write(writer, place.Child(entry.Name, entry.Name), schemas, entry.Value);
        }

        writer.WriteEndObject();
    }

    private void AddDefaults(List<DocumentEntry> entries, List<SchemaNode> active, DocumentMapping mapping, int depth)
    {
        HashSet<string>? added = null;
        foreach (var rules in active.Select(static s => s.Mappings).OfType<MappingRules>())
        {
            foreach (var (name, schema) in rules.Properties)
            {
                if (!mapping.Contains(name) && schema.DefaultInUse is { } value && (added ??= new(StringComparer.Ordinal)).Add(name))
                {
                    entries.Add(new DocumentEntry(new DocumentScalar(name, ScalarStyle.Quoted, mapping.Position), value));
                    _exhausted |= ++_defaults > MaxDefaults || depth > MaxDepth;
                }
            }
        }
    }

    private void WriteSequence(Utf8JsonWriter writer, Place place, List<SchemaNode> active, DocumentSequence sequence, JsonTypes wanted)
    {
        var rest = Rest(active, sequence, wanted, static rules => rules.Items);
        writer.WriteStartArray();
        for (var i = 0; i < sequence.Items.Count && !_exhausted; i++)
        {
            var schemas = new List<SchemaNode>();
            foreach (var schema in active)
            {
                if (schema.Lists?.SchemaOf(i) is { } item)
                {
                    schemas.Add(item);
                }
            }

            var name = i.ToString(CultureInfo.InvariantCulture);
            AddRest(rest, name, schemas);
            Write(writer, place.Child(name, place.Role), schemas, sequence.Items[i]);
        }

        writer.WriteEndArray();
    }

    private void WriteScalar(Utf8JsonWriter writer, Place place, List<SchemaNode> active, DocumentScalar scalar, JsonTypes type)
    {
        Count((type & JsonTypes.Number) != 0 ? scalar.Number! : scalar.Text);
        if (type != JsonTypes.String || OurFormat(active) is not { } format)
        {
            CanonicalJson.Write(writer, scalar, type);
            return;
        }

        var text = format == SchemaFormats.FilePath ? FullPath(scalar) : scalar.Text;
        var found = format switch
        {
            SchemaFormats.InstanceReference => _instances,
            SchemaFormats.SecretReference => _secrets,
            _ => _paths,
        };
        var pointer = place.Pointer;
        Count(pointer);
        found.Add(new FoundValue(pointer, text, RoleOf(active) ?? place.Role, scalar.Position));
        writer.WriteStringValue(text);
    }

    private void Count(string written) => _exhausted |= (_characters += written.Length) > MaxCharacters;

    // Adds all schemas that apply to the value, and tells the types that bare text may take under all of them.
    private JsonTypes Activate(List<SchemaNode> active, DocumentNode node)
    {
        var wanted = JsonTypes.Any;
        for (var i = 0; i < active.Count; i++)
        {
            wanted &= active[i].WantedTypes;
            if (active[i].Combination is { } combination)
            {
                active.AddRange(combination.Accepting(node, wanted, evaluation));
            }

            if (node is DocumentMapping mapping && active[i].Mappings is { DependentSchemas.Count: > 0 } rules)
            {
                active.AddRange(rules.DependentSchemas.Where(d => mapping.Contains(d.Key)).Select(d => d.Value));
            }
        }

        return wanted;
    }

    // What the keywords unevaluated… apply to, for each schema that has one.
    private List<(EvaluatedParts Evaluated, SchemaNode Schema)>? Rest(List<SchemaNode> active, DocumentNode node, JsonTypes wanted, Func<UnevaluatedRules, SchemaNode?> rest)
    {
        List<(EvaluatedParts, SchemaNode)>? found = null;
        foreach (var schema in active)
        {
            if (schema.Unevaluated is { } rules && rest(rules) is { } forRest)
            {
                var evaluated = new EvaluatedParts(evaluation, all: false);
                evaluated.Collect(schema, node, wanted, own: true);
                (found ??= []).Add((evaluated, forRest));
            }
        }

        return found;
    }

    private static void AddRest(List<(EvaluatedParts Evaluated, SchemaNode Schema)>? rest, string name, List<SchemaNode> schemas)
    {
        foreach (var (evaluated, schema) in rest ?? [])
        {
            if (!evaluated.Contains(name))
            {
                schemas.Add(schema);
            }
        }
    }

    private static string? RoleOf(List<SchemaNode> active)
    {
        foreach (var schema in active)
        {
            if (schema.Role is not null)
            {
                return schema.Role;
            }
        }

        return null;
    }

    private static string? OurFormat(List<SchemaNode> active)
    {
        foreach (var schema in active)
        {
            if (schema.Texts?.Format is SchemaFormats.InstanceReference or SchemaFormats.SecretReference or SchemaFormats.FilePath or SchemaFormats.SourceUrl)
            {
                return schema.Texts.Format;
            }
        }

        return null;
    }

    // What a file says is relative to that file; what the command line says, to where it was typed.
    private string FullPath(DocumentScalar scalar)
    {
        var (file, line, _) = scalar.Position;
        var directory = file is not null && line > 0 ? Path.GetDirectoryName(Path.GetFullPath(file))! : baseDirectory;
        return scalar.Text switch
        {
            var url when url.Contains("://", StringComparison.Ordinal) => url,
            ['~', '/' or '\\', .. var rest] => Path.GetFullPath(rest, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)),
            var path => Path.GetFullPath(path, directory),
        };
    }

    private sealed record Place(Place? Parent, string Token, string Role, int Depth)
    {
        public static Place Root { get; } = new(null, "", "", 0);

        public string Pointer => Parent is null ? "" : JsonPointer.Append(Parent.Pointer, Token);

        public Place Child(string token, string role) => new(this, token, role, Depth + 1);

        public Place In(string? role) => role is null ? this : this with { Role = role };
    }
}
