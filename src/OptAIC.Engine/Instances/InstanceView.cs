using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>An instance as paths with values, which is what two states of it are compared by: resolved, with names in the place of ids.</summary>
internal sealed class InstanceView(WorkspaceSnapshot snapshot)
{
    /// <summary>What changes between two states, by path.</summary>
    public IReadOnlyList<OptInstanceDifference> Compare(PresentInstance before, InstanceDraft after)
    {
        var (then, now) = (Of(before.Document, before.Parts), Of(after.Document, after.Parts));
        var written = WrittenPaths(after.Document.Spec);
        return
        [
            .. then.Keys.Union(now.Keys).Order(StringComparer.Ordinal).Where(path => then.GetValueOrDefault(path) != now.GetValueOrDefault(path)).Select(path => new OptInstanceDifference
            {
                Path = path,
                Before = then.GetValueOrDefault(path),
                After = now.GetValueOrDefault(path),
                IsDefault = now.ContainsKey(path) && IsConfig(path) && !written.Any(w => path == w || path.StartsWith(w + ".", StringComparison.Ordinal)),
            }),
        ];
    }

    private Dictionary<string, string> Of(InstanceDocument document, IReadOnlyDictionary<PartRole, InstanceDocument> parts)
    {
        var view = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(view, "", document.Definition, document.Config);
        foreach (var macro in document.Macros)
        {
            view[$"macros.{macro.Name}"] = macro.Version;
        }

        foreach (var part in document.Parts)
        {
            var prefix = part.Role == PartRole.Pipeline ? "" : SnakeCase.Of(part.Role) + ".";
            if (part.Shared)
            {
                view[SnakeCase.Of(part.Role)] = snapshot.Find(part.Instance)?.Name ?? part.Instance.ToString("D");
            }
            else
            {
                Add(view, prefix, parts[part.Role].Definition, parts[part.Role].Config);
            }
        }

        AddRest(view, document);
        return view;
    }

    private void AddRest(Dictionary<string, string> view, InstanceDocument document)
    {
        Add(view, "signal_spec", document.SignalSpec);
        Add(view, "schedules", document.Schedules);
        foreach (var role in document.UpstreamRefs.GroupBy(u => u.Role, StringComparer.Ordinal))
        {
            view[$"upstream.{role.Key}"] = string.Join(", ", role.Select(u => snapshot.NameOf(new FlowKey(u.Resource, u.Flow))).Distinct());
        }

        var json = JsonSerializer.SerializeToElement(document with { Flows = [.. document.Flows.Select(f => f with { Source = [] })] }, DocumentJson.Default.InstanceDocument);
        foreach (var key in (string[])["guardrail_contracts", "handles", "update_frequency", "time_zone", "status_aggregation_contract"])
        {
            Add(view, key, json.TryGetProperty(key, out var value) ? value : null);
        }

        if (document.Tags.Count > 0)
        {
            view["tags"] = string.Join(", ", document.Tags);
        }

        foreach (var flow in json.GetProperty("flows").EnumerateArray())
        {
            var prefix = $"flows.{flow.GetProperty("flow").GetString()}";
            foreach (var property in flow.EnumerateObject().Where(p => p.Name is not ("flow" or "run_type" or "handle" or "source")))
            {
                Add(view, $"{prefix}.{property.Name}", property.Value);
            }
        }
    }

    private static void Add(Dictionary<string, string> view, string prefix, PinnedDefinition? definition, JsonElement config)
    {
        if (definition is not null)
        {
            view[$"{prefix}definition"] = definition.ToString();
        }

        Add(view, $"{prefix}config", config);
    }

    private static void Add(Dictionary<string, string> view, string path, JsonElement? value)
    {
        switch (value)
        {
            case null or { ValueKind: JsonValueKind.Undefined }:
                break;
            case { ValueKind: JsonValueKind.Object } mapping:
                foreach (var property in mapping.EnumerateObject())
                {
                    Add(view, $"{path}.{property.Name}", property.Value);
                }

                break;
            case { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() == 0 && path is "handles" or "guardrail_contracts":
                break;
            case { ValueKind: JsonValueKind.String } text:
                view[path] = text.GetString()!;
                break;
            case { } other:
                view[path] = System.Text.Encoding.UTF8.GetString(CanonicalJson.ToBytes(other));
                break;
        }
    }

    private static bool IsConfig(string path) => path.StartsWith("config.", StringComparison.Ordinal) || path.Contains(".config.", StringComparison.Ordinal);

    private static List<string> WrittenPaths(JsonElement? spec)
    {
        var paths = new List<string>();
        if (spec is { } value)
        {
            Collect("", value);
        }

        return paths;

        void Collect(string path, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in value.EnumerateObject())
                {
                    Collect(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value);
                }
            }
            else
            {
                paths.Add(path);
            }
        }
    }
}
