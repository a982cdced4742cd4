using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Expressions;
using OptAIC.Engine.Flows;
using OptAIC.Engine.Flows.Pipelines;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Model;
using OptAIC.Quant.Expressions;

namespace OptAIC.Engine.Instances;

/// <summary>Finds the definitions of a spec's parts and checks their configs; collects what is wrong.</summary>
internal sealed class PartResolution(WorkspaceContext workspace, WorkspaceSnapshot snapshot, string? baseDirectory, PresentInstance? present, IReadOnlyList<PinnedDefinition> macros)
{
    private const string DefaultStore = "builtin.sqlite";
    private const string DefaultAccessor = "builtin.simple";

    private readonly List<OptIssue> _issues = [];

    public IReadOnlyList<OptIssue> Issues => _issues;

    /// <summary>Resolves every part; those with problems are left out and their issues kept.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="type">Type of the instance, when it is known: it says which kind of definition a name means.</param>
    /// <exception cref="DefinitionNotFoundException">A definition or version does not exist.</exception>
    public IReadOnlyList<ResolvedPart> Resolve(IReadOnlyList<PartSpec> parts, InstanceType? type) => [.. parts.Select(p => Resolve(p, type)).OfType<ResolvedPart>()];

    /// <summary>The three parts of a dataset: store and accessor have defaults.</summary>
    public static IReadOnlyDictionary<PartRole, ResolvedPart> Complete(WorkspaceContext workspace, IReadOnlyList<ResolvedPart> parts)
    {
        var byKey = parts.ToDictionary(p => p.Key);
        return new Dictionary<PartRole, ResolvedPart>
        {
            [PartRole.Pipeline] = byKey.GetValueOrDefault("pipeline") ?? byKey.GetValueOrDefault("definition")
                ?? throw new UnsupportedFlowException("a dataset needs a pipeline: give 'definition' or 'pipeline'"),
            [PartRole.Store] = byKey.GetValueOrDefault("store") ?? Default(workspace, "store", DefaultStore, DefinitionKind.StoreDef),
            [PartRole.Accessor] = byKey.GetValueOrDefault("accessor") ?? Default(workspace, "accessor", DefaultAccessor, DefinitionKind.AccessorDef),
        };
    }

    private static ResolvedPart Default(WorkspaceContext workspace, string key, string definition, DefinitionKind kind)
    {
        var loaded = workspace.Definitions.Resolve(new DefinitionReference(definition, VersionRange.Latest), kind);
        return Part(key, loaded) with { Config = loaded.Parameters.Validate(new DocumentMapping([], default)).Value!.Value };
    }

    private ResolvedPart? Resolve(PartSpec part, InstanceType? type)
    {
        if (part.Instance is { } name)
        {
            return Shared(part, InstanceLookup.Find(snapshot, name));
        }

        DefinitionKind? kind = part.Key switch
        {
            "pipeline" => DefinitionKind.PipelineDef,
            "store" => DefinitionKind.StoreDef,
            "accessor" => DefinitionKind.AccessorDef,
            _ => type is { } known && KindRules.Of(known) is [var only] && part.Definition!.Name.StartsWith(BuiltinDefinitions.Prefix, StringComparison.Ordinal) && BuiltinDefinitions.Find(part.Definition.Name, only).Any() ? only : null,
        };
        var loaded = workspace.Definitions.Resolve(present?.Pin(part.Key, part.Definition!) ?? part.Definition!, kind);
        var config = loaded.Parameters.Validate(part.Config ?? new DocumentMapping([], part.Position), baseDirectory);
        _issues.AddRange(config.Issues.Where(i => i.Severity == IssueSeverity.Error));
        if (config.Value is not { } value || Macros(loaded.Definition, value, part) is not { } called)
        {
            return null;
        }

        return Part(part.Key, loaded) with
        {
            Macros = called,
            Position = part.Position,
            Config = InstanceReferences.ByName(value, config.Instances, snapshot, present?.ConfigOf(part.Key) ?? default),
            Written = part.Config,
            References = config.Instances,
            Paths = loaded.Definition is { Kind: DefinitionKind.PipelineDef, Entry.Text: "builtin.sqlite" } ? [SqlitePipeline.SourceOf(value)] : [.. config.Paths.Select(p => p.Value)],
        };
    }

    // What its config names, the datasets that share it depend on.
    private ResolvedPart Shared(PartSpec part, InstanceRow shared)
    {
        var document = InstanceFolder.Document(workspace.PathsOf(shared.Directory));
        var resolved = new ResolvedPart(part.Key) { Shared = shared, Position = part.Position, Config = document.Config };
        if (document.Definition is not { } pinned)
        {
            return resolved;
        }

        var loaded = workspace.Load(pinned);
        var config = loaded.Parameters.Validate(ValueReader.Read(document.Config, part.Position), baseDirectory);
        return resolved with { Definition = loaded.Definition, References = config.Instances };
    }

    private static ResolvedPart Part(string key, LoadedDefinition loaded) => new(key)
    {
        Definition = loaded.Definition,
        Pinned = loaded.Pin(),
    };

    // An expression that cannot be read is refused here, not when it first runs. What it calls is pinned.
    private IReadOnlyList<PinnedDefinition>? Macros(Definition definition, System.Text.Json.JsonElement config, PartSpec part)
    {
        var isOperator = DefinitionMacro.IsMacro(definition.Kind);
        if (!isOperator && definition.Entry is not { Kind: EntryKind.Builtin, Text: "builtin.expression" })
        {
            return [];
        }

        var text = isOperator ? OperatorText(definition) : config.GetProperty("expression").GetString()!;
        var known = new DefinitionMacros(workspace.Definitions, macros);
        try
        {
            _ = isOperator ? ExperimentExpression.Read(definition, text, config, ExperimentExpression.Close, known) : Expression.Parse(text, known);
            return known.Used;
        }
        catch (ExpressionException error)
        {
            var place = part.Config?["expression"] is DocumentScalar scalar ? ScalarPlace.Of(scalar, error.Line, error.Column) : part.Position;
            _issues.Add(place.Issue("invalid_expression", new InvalidExpressionException(text, error).Message, isOperator ? "/config" : "/config/expression") with
            {
                Expected = error.Expected,
                Found = error.Found,
            });
            return null;
        }
    }

    private static string OperatorText(Definition definition) => definition.EntryOf(Model.FlowKind.Preview) is { Kind: EntryKind.Expression, Text: var text }
        ? text
        : throw new UnsupportedFlowException($"{definition} has the entry '{definition.EntryOf(Model.FlowKind.Preview)}'; an experiment evaluates an expression");
}
