using System.Text;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Lists what a schema declares by name. Schemas that refer to themselves, and very large ones, are listed as far as people read.</summary>
internal sealed class ParameterList
{
    private const int MaxParameters = 500;
    private const int MaxDepth = 6;

    private readonly List<OptParameter> _parameters = [];
    private readonly HashSet<SchemaNode> _open = [];

    /// <summary>The parameters of a mapping's schema.</summary>
    public IReadOnlyList<OptParameter> Of(SchemaNode schema)
    {
        AddContent("", schema, 0);
        return _parameters;
    }

    private void AddContent(string path, SchemaNode schema, int depth)
    {
        if (depth == MaxDepth || !_open.Add(schema))
        {
            return;
        }

        var applied = Applied(schema);
        var sure = Applied(schema, always: true);
        var required = sure.SelectMany(s => s.Mappings?.Required ?? []).ToHashSet(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in applied.SelectMany(s => s.Mappings?.Properties ?? []))
        {
            if (_parameters.Count < MaxParameters && !value.Never && names.Add(name))
            {
                var full = path.Length == 0 ? name : $"{path}.{name}";
                _parameters.Add(Describe(full, value, required.Contains(name)));
                AddContent(full, value, depth + 1);
            }
        }

        foreach (var rest in applied.Select(s => s.Mappings?.AdditionalProperties).OfType<SchemaNode>())
        {
            AddContent(path.Length == 0 ? "*" : $"{path}.*", rest, depth + 1);
        }

        foreach (var item in applied.Select(s => s.Lists?.Items).OfType<SchemaNode>())
        {
            AddContent($"{path}[]", item, depth + 1);
        }

        _open.Remove(schema);
    }

    private static OptParameter Describe(string name, SchemaNode schema, bool required)
    {
        var applied = Applied(schema);
        return new OptParameter
        {
            Name = name,
            Type = ParameterWords.Type(applied),
            Required = required,
            Default = schema.DefaultInUse is { } value ? Text(value) : null,
            Format = ParameterWords.Format(applied),
            Limits = ParameterWords.Limits(applied),
            Description = applied.Select(s => s.Description ?? s.Title).FirstOrDefault(text => text is not null)?.ReplaceLineEndings(" ").Trim(),
        };
    }

    // The schema itself and those that it applies to the same value, with a bound: schemas may refer in circles.
    private static List<SchemaNode> Applied(SchemaNode schema, bool always = false)
    {
        var applied = new List<SchemaNode> { schema };
        for (var i = 0; i < applied.Count && applied.Count < MaxParameters; i++)
        {
            if (applied[i].Combination is { } combination)
            {
                IEnumerable<SchemaNode> parts = always ? combination.Always : [.. combination.Always, .. combination.AnyOf, .. combination.OneOf, combination.Then, combination.Else];
                applied.AddRange(parts.Where(p => p != SchemaNode.Anything && !applied.Contains(p)));
            }
        }

        return applied;
    }

    private static string Text(DocumentNode value) =>
        value is DocumentScalar scalar && scalar.NaturalType == JsonTypes.String ? scalar.Text : Encoding.UTF8.GetString(CanonicalJson.ToBytes(writer => CanonicalJson.Write(writer, value)));
}
