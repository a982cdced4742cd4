using System.Text.Json;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>
/// The spec as it was written, in the form in which an instance keeps it: versions pinned, instances by id, paths full, an inline pipeline as
/// <c>definition</c> and <c>config</c>, and no defaults. A change is laid over it and goes the same way as a new spec.
/// </summary>
internal static class WrittenSpec
{
    private static readonly string[] PartKeys = ["pipeline", "store", "accessor"];

    /// <summary>The spec to keep.</summary>
    /// <param name="reading">The spec that was read.</param>
    /// <param name="parts">Its parts, resolved.</param>
    /// <param name="snapshot">The instances it may name.</param>
    public static JsonElement Of(InstanceSpecReading reading, IReadOnlyList<ResolvedPart> parts, WorkspaceSnapshot snapshot)
    {
        var values = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in WrittenValue.Of(reading.Form!.Value, reading.Written!).EnumerateObject())
        {
            if (property.Name is not ("name" or "definition" or "config") && !PartKeys.Contains(property.Name))
            {
                values.Add(property.Name, property.Name == "upstream_refs" ? ById(property.Value, snapshot) : property.Value);
            }
        }

        if (reading.Spec!.Backtest is { } backtest)
        {
            foreach (var property in InstanceReferences.ById(WrittenValue.Of(backtest.Value, reading.Written!), backtest.Instances, snapshot).EnumerateObject())
            {
                values[property.Name] = property.Value;
            }
        }

        foreach (var part in parts)
        {
            Add(values, part, snapshot);
        }

        return Object(values);
    }

    private static void Add(SortedDictionary<string, JsonElement> values, ResolvedPart part, WorkspaceSnapshot snapshot)
    {
        if (part.Shared is { } shared)
        {
            values[part.Key] = Text(shared.Id.ToString("D"));
            return;
        }

        var own = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal) { ["definition"] = Text(part.Pinned!.ToString()) };
        if (part.Written is { } written)
        {
            own["config"] = InstanceReferences.ById(WrittenValue.Of(part.Config, written), part.References, snapshot);
        }

        if (part.Key is "definition" or "pipeline")
        {
            foreach (var (key, value) in own)
            {
                values[key] = value;
            }
        }
        else
        {
            values[part.Key] = Object(own);
        }
    }

    // "prices" and "prices.refresh" may both be meant by a resource; ids survive a rename.
    private static JsonElement ById(JsonElement references, WorkspaceSnapshot snapshot) => CanonicalJson.ToElement(writer =>
    {
        writer.WriteStartArray();
        foreach (var reference in references.EnumerateArray())
        {
            var values = new SortedDictionary<string, JsonElement>(reference.EnumerateObject().ToDictionary(p => p.Name, p => p.Value), StringComparer.Ordinal);
            var resource = reference.GetProperty("resource").GetString()!;
            if (InstanceLookup.TryFind(snapshot, resource) is { } instance)
            {
                values["resource"] = Text(instance.Id.ToString("D"));
            }
            else if (FlowName.TrySplit(resource, out var name, out var flow) && InstanceLookup.TryFind(snapshot, name) is { } owner)
            {
                values["resource"] = Text(owner.Id.ToString("D"));
                values.TryAdd("flow", Text(SnakeCase.Of(flow)));
            }

            Object(values).WriteTo(writer);
        }

        writer.WriteEndArray();
    });

    private static JsonElement Text(string text) => CanonicalJson.ToElement(writer => writer.WriteStringValue(text));

    private static JsonElement Object(SortedDictionary<string, JsonElement> values) => CanonicalJson.ToElement(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, value) in values)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    });
}
