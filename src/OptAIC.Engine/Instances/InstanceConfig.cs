using System.Text;
using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>The resolved config of an instance and of its inline parts as paths with values, each given or a default.</summary>
internal static class InstanceConfig
{
    /// <summary>Every value: the instance's own, or its pipeline's, first.</summary>
    /// <param name="document">The instance.</param>
    /// <param name="parts">Its inline parts.</param>
    /// <param name="nameOf">Names of instances as they are now, for those that the config names.</param>
    public static IReadOnlyList<OptConfigValue> Of(InstanceDocument document, IReadOnlyDictionary<PartRole, InstanceDocument> parts, Func<Guid, string?> nameOf)
    {
        var values = new List<OptConfigValue>();
        // The spec of a backtest is its config; a dataset's own one is empty.
        Add(values, document.Procedure is null ? "config" : "", document.Config, document.Spec, nameOf);
        foreach (var part in document.Parts.Where(p => !p.Shared))
        {
            Add(values, part.Role == PartRole.Pipeline ? "config" : $"{SnakeCase.Of(part.Role)}.config", parts[part.Role].Config, document.Spec, nameOf);
        }

        return values;
    }

    private static void Add(List<OptConfigValue> values, string path, JsonElement config, JsonElement? spec, Func<Guid, string?> nameOf)
    {
        var written = path.Length == 0 ? spec : At(spec, path);
        foreach (var property in config.EnumerateObject())
        {
            // A document that keeps no spec does not know what was given; what it has is taken as written.
            AddValue(values, path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value, spec is null ? property.Value : Child(written, property.Name), nameOf);
        }
    }

    private static void AddValue(List<OptConfigValue> values, string path, JsonElement value, JsonElement? written, Func<Guid, string?> nameOf)
    {
        if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any())
        {
            foreach (var property in value.EnumerateObject())
            {
                AddValue(values, $"{path}.{property.Name}", property.Value, Child(written, property.Name), nameOf);
            }
        }
        else
        {
            values.Add(new OptConfigValue { Path = path, Value = Text(Named(value, written, nameOf)), IsDefault = written is null });
        }
    }

    private static JsonElement? At(JsonElement? spec, string path)
    {
        foreach (var key in path.Split('.'))
        {
            spec = Child(spec, key);
        }

        return spec;
    }

    private static JsonElement? Child(JsonElement? mapping, string key) =>
        mapping is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(key, out var value) ? value : null;

    // The spec has instances by id; the config has the names that they went by when they were given.
    private static JsonElement Named(JsonElement value, JsonElement? written, Func<Guid, string?> nameOf) => (value.ValueKind, written) switch
    {
        (JsonValueKind.String, { ValueKind: JsonValueKind.String } text) when InstanceReferences.NameOf(text.GetString()!, nameOf) is { } name => CanonicalJson.ToElement(w => w.WriteStringValue(name)),
        (JsonValueKind.Array, { ValueKind: JsonValueKind.Array } list) when list.GetArrayLength() == value.GetArrayLength() => CanonicalJson.ToElement(writer =>
        {
            writer.WriteStartArray();
            foreach (var (item, given) in value.EnumerateArray().Zip(list.EnumerateArray()))
            {
                Named(item, given, nameOf).WriteTo(writer);
            }

            writer.WriteEndArray();
        }),
        _ => value,
    };

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : Encoding.UTF8.GetString(CanonicalJson.ToBytes(value));
}
