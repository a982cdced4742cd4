using System.Globalization;
using System.Text.Json;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Turns a valid document into its resolved value: every scalar with the type its schemas give it, defaults in the place of missing keys.</summary>
internal sealed class SchemaResolver(SchemaEvaluation evaluation, string baseDirectory)
{
    private const int MaxDefaults = 10_000;
    private const int MaxDepth = 128;

    private readonly List<FoundValue> _instances = [];
    private readonly List<FoundValue> _secrets = [];
    private readonly List<FoundValue> _paths = [];
    private int _defaults;
    private bool _exhausted;

    /// <summary>Resolves a document that satisfies the schema.</summary>
    public SchemaResult Resolve(SchemaNode schema, DocumentNode document)
    {
        var value = CanonicalJson.ToElement(writer => Write(writer, new Place("", "", 0), [schema], document));
        if (_exhausted)
        {
            return new SchemaResult { Issues = [document.Issue("too_complex", "the defaults of the schema lead to ever more defaults")] };
        }

        // Resolving asks again which alternatives accept a value, and that can exhaust the effort too.
        return evaluation.Issues.Count > 0
            ? new SchemaResult { Issues = evaluation.Issues }
            : new SchemaResult { Issues = [], Value = value, Instances = _instances, Secrets = _secrets, Paths = _paths };
    }

    private void Write(Utf8JsonWriter writer, Place place, IReadOnlyList<SchemaNode> schemas, DocumentNode node)
    {
        var (active, wanted) = Active(schemas, node);
        var role = active.Select(s => s.Role).FirstOrDefault(r => r is not null) ?? place.Role;
        switch (node)
        {
            case DocumentMapping mapping:
                WriteMapping(writer, place, active, mapping);
                break;
            case DocumentSequence sequence:
                WriteSequence(writer, place with { Role = role }, active, sequence);
                break;
            case DocumentScalar scalar:
                WriteScalar(writer, place with { Role = role }, active, scalar, scalar.TypeAmong(wanted));
                break;
        }
    }

    private void WriteMapping(Utf8JsonWriter writer, Place place, IReadOnlyList<SchemaNode> active, DocumentMapping mapping)
    {
        var rules = active.Select(s => s.Mappings).OfType<MappingRules>().ToList();
        var values = new SortedDictionary<string, DocumentNode>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            values.Add(entry.Name, entry.Value);
        }

        foreach (var (name, schema) in rules.SelectMany(r => r.Properties))
        {
            if (DefaultOf(schema) is { } value && values.TryAdd(name, value))
            {
                _exhausted |= ++_defaults > MaxDefaults || place.Depth > MaxDepth;
            }
        }

        writer.WriteStartObject();
        foreach (var (name, value) in _exhausted ? [] : values)
        {
            writer.WritePropertyName(name);
            Write(writer, place.Child(name, name), [.. rules.SelectMany(r => r.SchemasOf(name, evaluation))], value);
        }

        writer.WriteEndObject();
    }

    private void WriteSequence(Utf8JsonWriter writer, Place place, IReadOnlyList<SchemaNode> active, DocumentSequence sequence)
    {
        var rules = active.Select(s => s.Lists).OfType<ListRules>().ToList();
        writer.WriteStartArray();
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            Write(writer, place.Child(i.ToString(CultureInfo.InvariantCulture), place.Role), [.. rules.Select(r => r.SchemaOf(i))], sequence.Items[i]);
        }

        writer.WriteEndArray();
    }

    private void WriteScalar(Utf8JsonWriter writer, Place place, IReadOnlyList<SchemaNode> active, DocumentScalar scalar, JsonTypes type)
    {
        if (type != JsonTypes.String || active.Select(s => s.Texts?.Format).FirstOrDefault(IsOurs) is not { } format)
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
        found.Add(new FoundValue(place.Pointer, text, place.Role, scalar.Position));
        writer.WriteStringValue(text);
    }

    // All schemas that apply to the value, and the types that bare text may take under all of them.
    private (List<SchemaNode> Active, JsonTypes Wanted) Active(IReadOnlyList<SchemaNode> schemas, DocumentNode node)
    {
        var active = new List<SchemaNode>(schemas);
        var wanted = JsonTypes.Any;
        for (var i = 0; i < active.Count; i++)
        {
            wanted &= active[i].WantedTypes;
            if (active[i].Combination is { } combination)
            {
                active.AddRange(combination.Accepting(node, wanted, evaluation));
            }

            if (node is DocumentMapping mapping && active[i].Mappings is { } rules)
            {
                active.AddRange(rules.DependentSchemas.Where(d => mapping.Contains(d.Key)).Select(d => d.Value));
            }
        }

        return (active, wanted);
    }

    // A default may stand at the schema that a property refers to.
    private static DocumentNode? DefaultOf(SchemaNode schema) => schema.Default ?? schema.Combination?.Always.Select(DefaultOf).FirstOrDefault(d => d is not null);

    private static bool IsOurs(string? format) => format is SchemaFormats.InstanceReference or SchemaFormats.SecretReference or SchemaFormats.FilePath;

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

    private readonly record struct Place(string Pointer, string Role, int Depth)
    {
        public Place Child(string token, string role) => new(JsonPointer.Append(Pointer, token), role, Depth + 1);
    }
}
