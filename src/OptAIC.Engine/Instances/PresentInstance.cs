using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Schedules;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Naming;

namespace OptAIC.Engine.Instances;

/// <summary>An instance as its directory has it, to be worked out anew: what stays of it, and what it had pinned.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Document">Its document.</param>
/// <param name="Parts">Its inline parts.</param>
internal sealed record PresentInstance(InstanceRow Row, InstanceDocument Document, IReadOnlyDictionary<PartRole, InstanceDocument> Parts)
{
    /// <summary>Reads it. A change that takes place meanwhile is read before or after, never in between.</summary>
    public static PresentInstance Read(WorkspaceContext workspace, InstanceRow row)
    {
        var paths = workspace.PathsOf(row.Directory);
        var document = InstanceFolder.Document(paths);
        return new PresentInstance(row, document, document.Parts.Where(p => !p.Shared).ToDictionary(p => p.Role, p => InstanceFolder.Part(paths, p)));
    }

    /// <summary>The spec that it was made or set from, as a document to lay changes over.</summary>
    public DocumentMapping Spec()
    {
        var position = new DocumentPosition(Document.Name);
        return Document.Spec is { } spec
            ? (DocumentMapping)ValueReader.Read(spec, position)
            : new DocumentMapping([.. Rebuilt(position)], position);
    }

    /// <summary>The version that a reference means: the pinned one as long as the reference accepts it, so that only an update moves an instance.</summary>
    /// <param name="key">Key under which the reference stands in the spec.</param>
    /// <param name="reference">The reference.</param>
    public DefinitionReference Pin(string key, DefinitionReference reference) =>
        PinnedAt(key) is { } pinned && pinned.Name == reference.Name && SemanticVersion.Parse(pinned.Version) is var version
            && (reference.Range.IsAny || reference.Range.Allows(version))
            ? new DefinitionReference(pinned.Name, VersionRange.Only(version))
            : reference;

    /// <summary>What of a part's config was written, and the config; of a backtest, its own.</summary>
    /// <param name="key">Key under which the part stands in the spec; <c>null</c> is the backtest.</param>
    public (JsonElement? Written, JsonElement? Config) ConfigOf(string? key) => key switch
    {
        null => (Document.Spec, Document.Config),
        "store" => (Value(Value(Document.Spec, "store"), "config"), Parts.GetValueOrDefault(PartRole.Store)?.Config),
        "accessor" => (Value(Value(Document.Spec, "accessor"), "config"), Parts.GetValueOrDefault(PartRole.Accessor)?.Config),
        _ => (Value(Document.Spec, "config"), Parts.GetValueOrDefault(PartRole.Pipeline)?.Config ?? Document.Config),
    };

    /// <summary>The definitions that its expression and its contracts call, which stay as they are until an update moves them.</summary>
    public IReadOnlyList<PinnedDefinition> PinnedMacros { get; init; } = Document.Macros;

    /// <summary>The new state with the identity of this instance: id, directory, handles, and whatever no spec says.</summary>
    public InstanceDraft Carry(InstanceDraft draft)
    {
        var parts = draft.Parts.ToDictionary(
            p => p.Key,
            p => Parts.TryGetValue(p.Key, out var before) && before.Definition?.Name == p.Value.Definition?.Name ? p.Value with { Id = before.Id, CreatedAt = before.CreatedAt } : p.Value);
        var fresh = draft.Document;
        var document = Document with
        {
            Definition = fresh.Definition,
            Macros = fresh.Macros,
            Procedure = fresh.Procedure,
            Config = fresh.Config,
            Parts = [.. fresh.Parts.Select(r => r.Shared ? r : r with { Instance = parts[r.Role].Id })],
            Spec = fresh.Spec,
            SignalSpec = fresh.SignalSpec,
            GuardrailContracts = fresh.GuardrailContracts,
            Schedules = fresh.Schedules,
            SchedulesSince = ScheduleChanges.Since(Document, fresh.Schedules, fresh.CreatedAt),
            UpstreamRefs = fresh.UpstreamRefs,
            Handles = fresh.Handles,
            UpdateFrequency = fresh.UpdateFrequency,
            TimeZone = fresh.TimeZone,
            Tags = fresh.Tags,
            SourcePaths = fresh.SourcePaths,
            Flows = [.. fresh.Flows.Select(f => Document.Flows.FirstOrDefault(had => had.Flow == f.Flow) is { } kept ? f with { Handle = kept.Handle } : f)],
            DefinitionHash = fresh.DefinitionHash,
            ConfigHash = fresh.ConfigHash,
            StatusAggregationContract = fresh.StatusAggregationContract,
        };
        return new InstanceDraft(document, parts);
    }

    /// <summary>Checks that a spec for this instance does not name another or make it something else.</summary>
    /// <exception cref="InvalidSpecException">It does.</exception>
    public void CheckIdentity(InstanceSpec spec, Model.InstanceType type)
    {
        if (spec.Name is { } name && !InstanceName.Comparer.Equals(name, Document.Name))
        {
            throw new InvalidSpecException([new DocumentPosition(Document.Name).Issue("other_name", $"the spec is that of '{name}'; a change does not rename {Document.Name}: 'optaic instance rename' does", "/name")]);
        }

        if (type != Document.Type)
        {
            throw new InvalidSpecException([new DocumentPosition(Document.Name).Issue("other_type", $"{Document.Name} is a {Document.Type}; a change cannot make it a {type}", "/type")]);
        }
    }

    private static JsonElement? Value(JsonElement? mapping, string key) =>
        mapping is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(key, out var value) ? value : null;

    private PinnedDefinition? PinnedAt(string key) => key switch
    {
        "store" => Parts.GetValueOrDefault(PartRole.Store)?.Definition,
        "accessor" => Parts.GetValueOrDefault(PartRole.Accessor)?.Definition,
        _ => Document.Definition ?? Parts.GetValueOrDefault(PartRole.Pipeline)?.Definition,
    };

    // A document that keeps no spec: what it says itself is taken as written, defaults and all.
    private IEnumerable<DocumentEntry> Rebuilt(DocumentPosition position)
    {
        var own = Document.Definition is not null ? Document : Parts.GetValueOrDefault(PartRole.Pipeline);
        if (own is not null)
        {
            yield return Entry("definition", Text(own.Definition!.ToString()));
            yield return Entry("config", ValueReader.Read(own.Config, position));
        }

        foreach (var part in Document.Parts)
        {
            if (part.Shared)
            {
                yield return Entry(Model.SnakeCase.Of(part.Role), Text(part.Instance.ToString("D")));
            }
            else if (part.Role != PartRole.Pipeline)
            {
                var inline = Parts[part.Role];
                yield return Entry(Model.SnakeCase.Of(part.Role), new DocumentMapping([Entry("definition", Text(inline.Definition!.ToString())), Entry("config", ValueReader.Read(inline.Config, position))], position));
            }
        }

        yield return Entry("type", Text(Document.Type.ToString()));
        if (Document.Procedure is not null)
        {
            foreach (var property in Document.Config.EnumerateObject())
            {
                yield return Entry(property.Name, ValueReader.Read(property.Value, position));
            }
        }

        foreach (var entry in RebuiltRest(position))
        {
            yield return entry;
        }

        DocumentScalar Text(string text) => new(text, ScalarStyle.Quoted, position);
        DocumentEntry Entry(string key, DocumentNode value) => new(Text(key), value);
    }

    private IEnumerable<DocumentEntry> RebuiltRest(DocumentPosition position)
    {
        var json = JsonSerializer.SerializeToElement(Document, DocumentJson.Default.InstanceDocument);
        string[] keys = Document.Procedure is null
            ? ["signal_spec", "guardrail_contracts", "schedules", "upstream_refs", "handles", "update_frequency", "time_zone", "tags"]
            : ["guardrail_contracts", "schedules", "handles", "update_frequency", "time_zone", "tags"];
        foreach (var key in keys)
        {
            if (json.TryGetProperty(key, out var value))
            {
                yield return new DocumentEntry(new DocumentScalar(key, ScalarStyle.Quoted, position), ValueReader.Read(value, position));
            }
        }
    }
}
