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
        var defaults = InstanceConfig.Of(after.Document, after.Parts, NameOf).Where(v => v.IsDefault).Select(v => v.Path).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. then.Keys.Union(now.Keys).Order(StringComparer.Ordinal).Where(path => then.GetValueOrDefault(path) != now.GetValueOrDefault(path)).Select(path => new OptInstanceDifference
            {
                Path = path,
                Before = then.GetValueOrDefault(path),
                After = now.GetValueOrDefault(path),
                IsDefault = defaults.Contains(path),
            }),
        ];
    }

    private Dictionary<string, string> Of(InstanceDocument document, IReadOnlyDictionary<PartRole, InstanceDocument> parts)
    {
        var view = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(view, "", document.Definition);
        foreach (var value in InstanceConfig.Of(document, parts, NameOf))
        {
            view[value.Path] = value.Value;
        }

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
                Add(view, prefix, parts[part.Role].Definition);
            }
        }

        AddRest(view, document);
        return view;
    }

    private string? NameOf(Guid instance) => snapshot.Find(instance)?.Name;

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

    private static void Add(Dictionary<string, string> view, string prefix, PinnedDefinition? definition)
    {
        if (definition is not null)
        {
            view[$"{prefix}definition"] = definition.ToString();
        }
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
}
