using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Expressions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Flows;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Schedules;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Naming;
using OptAIC.Schedules;

namespace OptAIC.Engine.Instances;

/// <summary>Works a request for an instance out: everything is checked, every problem listed, before anything is written.</summary>
internal sealed class InstanceDrafting(WorkspaceContext workspace, WorkspaceSnapshot snapshot)
{
    private static readonly JsonElement NoConfig = JsonDocument.Parse("{}").RootElement.Clone();

    /// <summary>Checks the request and works it out.</summary>
    /// <exception cref="InvalidSpecException">The spec or a config breaks rules; all are listed.</exception>
    public InstanceDraft Draft(InstanceRequest request) => Draft(SpecSource.Read(request, snapshot), request.BaseDirectory);

    /// <summary>Checks a spec and works it out.</summary>
    /// <param name="document">The spec.</param>
    /// <param name="baseDirectory">Directory that relative paths start from that do not come from a file.</param>
    /// <param name="present">The instance that is to be changed; <c>null</c> for a new one.</param>
    /// <param name="macros">The versions of definitions that expressions call; those of the instance that is changed when left out.</param>
    /// <exception cref="InvalidSpecException">The spec or a config breaks rules; all are listed.</exception>
    public InstanceDraft Draft(DocumentNode document, string? baseDirectory, PresentInstance? present = null, IReadOnlyList<PinnedDefinition>? macros = null)
    {
        var pinned = macros ?? present?.PinnedMacros ?? [];
        var reading = InstanceSpecReader.Read(document, new DefinitionMacros(workspace.Definitions, pinned));
        var resolution = new PartResolution(workspace, snapshot, baseDirectory, present, pinned);
        var parts = resolution.Resolve(reading.Parts, reading.Spec?.Type ?? present?.Document.Type);
        if (reading.Spec is not { } spec || resolution.Issues.Count > 0)
        {
            throw new InvalidSpecException([.. reading.Issues, .. resolution.Issues]);
        }

        var type = spec.Type ?? present?.Document.Type ?? TypeOf(spec, parts);
        present?.CheckIdentity(spec, type);
        if (KindRules.Check(type, parts).ToList() is { Count: > 0 } misfits)
        {
            throw new InvalidSpecException(misfits);
        }

        var name = present?.Document.Name ?? NameOf(spec, parts);
        var id = present?.Document.Id ?? Guid.CreateVersion7();
        var flows = FlowPairing.Of(type, [.. parts.SelectMany(p => p.Definition?.FlowSpecs ?? []).Select(f => f.Flow)]);
        if (FlowOptionRules.Check(reading.Written, type, flows).ToList() is { Count: > 0 } misplaced)
        {
            throw new InvalidSpecException(misplaced);
        }

        CheckDays(spec);
        var edges = new EdgeResolution(workspace, snapshot, id, name, type, flows).Resolve(spec, parts);
        if (type == InstanceType.ExperimentInstance && edges.Count == 0)
        {
            throw new IncompatibleUpstreamException(name, ["an experiment reads columns of its upstreams, and none is given"]);
        }

        var compose = type is InstanceType.DatasetInstance or InstanceType.SignalInstance;
        var draft = compose ? Composed(spec, type, name, id, parts, edges) : Single(Named(spec, present), type, name, id, parts, edges, flows);
        draft = draft with { Document = draft.Document with { Spec = WrittenSpec.Of(reading, parts, snapshot) } };
        draft = present?.Carry(draft) ?? draft;
        CheckSchedules(draft.Document);
        return CreationContracts.Check(workspace, snapshot, draft, pinned);
    }

    // What no day could be judged by must not come in: statuses are asked of all flows together.
    private void CheckDays(InstanceSpec spec)
    {
        foreach (var schedule in spec.Schedules.Values.Concat(spec.Schedule is { } only ? [only] : []))
        {
            _ = workspace.Zone(schedule.Text("timezone"));
            _ = workspace.Calendar(schedule.Text("calendar"));
        }

        foreach (var frequency in spec.Flows.Values.Select(f => f.UpdateFrequency).Append(spec.UpdateFrequency))
        {
            _ = workspace.Calendar(frequency?.Calendar);
        }
    }

    // What can never start anything is a mistake, and the one who made it should hear of it now.
    private void CheckSchedules(InstanceDocument document)
    {
        var reader = new ScheduleReader(workspace);
        foreach (var flow in document.Flows)
        {
            if (document.Schedules?.Value(SnakeCase.Of(flow.Flow)) is not { ValueKind: JsonValueKind.Object } value)
            {
                continue;
            }

            var schedule = reader.Read(value, document.TimeZone);
            var problem = schedule.Kind == ScheduleKind.Upstream && !document.UpstreamRefs.Any(u => u.Downstream == flow.Flow && u.Kind != EdgeKind.Uses)
                ? $"{SnakeCase.Of(flow.Flow)} has no upstream that could start it"
                : schedule.Times is not null && schedule.Next(schedule.Start ?? DateTimeOffset.UnixEpoch, inclusive: true) is null
                    ? $"'{schedule.Text}' never fires between its start and its end"
                    : null;
            if (problem is not null)
            {
                throw new InvalidSpecException([new DocumentPosition(document.Name).Issue("never_fires", problem, $"/schedules/{SnakeCase.Of(flow.Flow)}")]);
            }
        }
    }

    private InstanceDraft Composed(InstanceSpec spec, InstanceType type, string name, Guid id, IReadOnlyList<ResolvedPart> parts, IReadOnlyList<UpstreamReference> edges)
    {
        var roles = PartResolution.Complete(workspace, parts);
        if (ColumnFit.Check(roles).ToList() is { Count: > 0 } mismatches)
        {
            throw new InvalidSpecException(mismatches);
        }

        var inline = new Dictionary<PartRole, InstanceDocument>();
        var references = new List<PartReference>();
        foreach (var (role, part) in roles)
        {
            if (part.Shared is { } shared)
            {
                references.Add(new PartReference(role, shared.Id, true, shared.Definition));
                continue;
            }

            var document = Part(role, part, name);
            inline.Add(role, document);
            references.Add(new PartReference(role, document.Id, false, document.Definition!.ToString()));
        }

        // A spec that only checks cannot change the data, so it makes nothing stale.
        var signal = spec.SignalSpec is { } checks && SignalGate.Corrects(checks) ? checks.GetRawText() : "";
        var dataset = Document(spec, type, name, id, edges, NoConfig) with
        {
            Parts = references,
            SourcePaths = [.. roles.Values.SelectMany(PathsOf)],
            Macros = [.. roles.Values.SelectMany(MacrosOf)],
            DefinitionHash = Digest.Of([.. inline.OrderBy(p => p.Key).Select(p => p.Value.DefinitionHash)]),
            ConfigHash = Digest.Of([.. inline.OrderBy(p => p.Key).Select(p => p.Value.ConfigHash), signal]),
        };
        return new InstanceDraft(WithFlows(dataset, spec, FlowPairing.Of(type), roles[PartRole.Pipeline].Definition), inline);
    }

    private IReadOnlyList<string> PathsOf(ResolvedPart part) =>
        part.Shared is { } shared ? InstanceFolder.Document(workspace.PathsOf(shared.Directory)).SourcePaths : part.Paths;

    private IReadOnlyList<PinnedDefinition> MacrosOf(ResolvedPart part) =>
        part.Shared is { } shared ? InstanceFolder.Document(workspace.PathsOf(shared.Directory)).Macros : part.Macros;

    private InstanceDraft Single(
        InstanceSpec spec, InstanceType type, string name, Guid id, IReadOnlyList<ResolvedPart> parts, IReadOnlyList<UpstreamReference> edges, IReadOnlyList<PairedFlow> flows)
    {
        var document = spec.Backtest is { } backtest
            ? Document(spec, type, name, id, edges, Checked(backtest)) with
            {
                Procedure = BacktestSpec.Procedure,
                DefinitionHash = Digest.Of(BacktestSpec.Procedure),
                ConfigHash = ConfigHash.Of(backtest.Value),
            }
            : Document(spec, type, name, id, edges, parts[0].Config) with
            {
                Definition = parts[0].Pinned,
                DefinitionHash = parts[0].DefinitionHash,
                Macros = parts[0].Macros,
                ConfigHash = ConfigHash.Of(parts[0].Config),
                SourcePaths = parts[0].Paths,
            };
        return new InstanceDraft(WithFlows(document, spec, flows, parts.Count > 0 ? parts[0].Definition : null), new Dictionary<PartRole, InstanceDocument>());
    }

    private InstanceDocument Document(InstanceSpec spec, InstanceType type, string name, Guid id, IReadOnlyList<UpstreamReference> edges, JsonElement config) => new()
    {
        Id = id,
        Name = name,
        Type = type,
        CreatedAt = workspace.Time.GetUtcNow(),
        Config = config,
        DefinitionHash = "",
        ConfigHash = "",
        Flows = [],
        UpstreamRefs = edges,
        SignalSpec = spec.SignalSpec,
        GuardrailContracts = spec.Guardrails,
        Handles = [.. spec.Handles.Where(h => h.Flow is null).Select(h => new ExternalHandle(h.System, h.Kind, h.Id, h.Url))],
        UpdateFrequency = spec.UpdateFrequency,
        TimeZone = spec.TimeZone is { } zone ? TimeZones.NameOf(zone) : null,
        Tags = spec.Tags,
    };

    private InstanceDocument Part(PartRole role, ResolvedPart part, string owner) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = InstanceRenaming.PartName(owner, role),
        Type = role switch
        {
            PartRole.Pipeline => InstanceType.PipelineInstance,
            PartRole.Store => InstanceType.StoreInstance,
            _ => InstanceType.AccessorInstance,
        },
        CreatedAt = workspace.Time.GetUtcNow(),
        Definition = part.Pinned,
        DefinitionHash = part.DefinitionHash,
        Macros = part.Macros,
        Config = part.Config,
        ConfigHash = ConfigHash.Of(part.Config),
        SourcePaths = part.Paths,
        Flows = [],
    };

    private static InstanceDocument WithFlows(InstanceDocument document, InstanceSpec spec, IReadOnlyList<PairedFlow> flows, Definition? definition) => document with
    {
        StatusAggregationContract = definition?.StatusAggregation is { } contract ? AggregationDocument.Of(contract) : null,
        Schedules = SchedulesOf(spec, flows),
        Flows = [.. flows.Select(paired => Flow(document, spec, paired, definition?.SpecOf(paired.Flow)))],
    };

    // What the instance says of one flow comes before what it says of all, and that before what the definition says.
    private static FlowDocument Flow(InstanceDocument document, InstanceSpec spec, PairedFlow paired, FlowSpec? declared)
    {
        var own = spec.Flows.GetValueOrDefault(paired.Flow);
        return new FlowDocument
        {
            Flow = paired.Flow,
            RunType = paired.RunType,
            Handle = new ExternalHandle("local", "deployment", Guid.CreateVersion7().ToString("D")),
            Handles = [.. spec.Handles.Where(h => h.Flow == paired.Flow).Select(h => new ExternalHandle(h.System, h.Kind, h.Id, h.Url))],
            StaleOn = own?.StaleOn ?? spec.StaleOn ?? StaleOnDefault.Of(paired.Flow),
            UpdateFrequency = own?.UpdateFrequency,
            Promotion = paired.Flow == FlowKind.Training ? own?.Promotion ?? declared?.Promotion : null,
            Source = document.SourcePaths,
            TimeoutSeconds = (own?.Timeout ?? spec.Timeout ?? declared?.Timeout)?.TotalSeconds,
            RetryPolicy = own?.RetryPolicy ?? spec.RetryPolicy ?? declared?.RetryPolicy,
            Overlap = own?.Overlap ?? spec.Overlap ?? declared?.Overlap,
        };
    }

    private InstanceSpec Named(InstanceSpec spec, PresentInstance? present) => spec.Backtest is not { } backtest ? spec
        : spec with { Backtest = backtest with { Value = InstanceReferences.ByName(backtest.Value, backtest.Instances, snapshot, present?.ConfigOf(null) ?? default) } };

    private static JsonElement Checked(BacktestSpec backtest)
    {
        var problems = BacktestConfig.Settings(backtest.Value).Validate();
        BacktestConfig.Universe(backtest.Value);
        return problems.Count == 0
            ? backtest.Value
            : throw new InvalidSpecException([.. problems.Select(p => new OptIssue { Severity = IssueSeverity.Error, Code = p.Code, Message = p.Message, Pointer = p.Path })]);
    }

    private string NameOf(InstanceSpec spec, IReadOnlyList<ResolvedPart> parts) =>
        spec.Name is { } given
            ? InstanceName.Check(given)
            : InstanceName.Suggest(parts is [{ Pinned: { } pinned }, ..] ? pinned.Name : "backtest", candidate => snapshot.Find(candidate) is not null);

    private static InstanceType TypeOf(InstanceSpec spec, IReadOnlyList<ResolvedPart> parts) => spec.Type ?? SpecTypes.Of(
        parts is [{ Definition: { } definition }, ..] ? definition.Kind : null,
        spec.SignalSpec is null ? InstanceType.DatasetInstance : InstanceType.SignalInstance);

    private static JsonElement? SchedulesOf(InstanceSpec spec, IReadOnlyList<PairedFlow> flows)
    {
        var schedules = new Dictionary<string, JsonElement>();
        if (spec.Schedule is { } only && FlowPairing.DefaultFlow(flows.Select(f => f.Flow)) is { } flow)
        {
            schedules.Add(SnakeCase.Of(flow), InIanaTerms(only));
        }

        foreach (var (kind, schedule) in spec.Schedules)
        {
            schedules[SnakeCase.Of(kind)] = InIanaTerms(schedule);
        }

        return schedules.Count == 0 ? null : JsonSerializer.SerializeToElement(schedules, DocumentJson.Default.DictionaryStringJsonElement);
    }

    // The spec keeps what was written; what is asked for, every time, is the name that all machines know.
    private static JsonElement InIanaTerms(JsonElement schedule)
    {
        if (schedule.Text("timezone") is not { } zone || TimeZones.NameOf(zone) is var name && name == zone)
        {
            return schedule;
        }

        var entries = schedule.EnumerateObject().ToDictionary(p => p.Name, p => p.Name == "timezone" ? JsonSerializer.SerializeToElement(name, DocumentJson.Default.String) : p.Value);
        return JsonSerializer.SerializeToElement(entries, DocumentJson.Default.DictionaryStringJsonElement);
    }
}
