using OptAIC.Definitions;
using OptAIC.Engine.Yaml;
using OptAIC.Model;
using OptAIC.Naming;

namespace OptAIC.Engine.Definitions;

/// <summary>Rules of a definition that its schema cannot say. They look at nodes, so that they apply next to other mistakes.</summary>
internal sealed class DefinitionRules(DocumentMapping definition, string? folder, List<OptIssue> issues)
{
    private static readonly string[] EntryKeys = ["builtin", "command", "expression", "steps"];
    private static readonly string[] CommandKeys = ["environment", "input_files", "stop_grace"];

    // Who stops a flow waits longer than that before the runner itself is ended.
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(10);

    private readonly IssueCollector _found = new(issues);

    /// <summary>Checks them all.</summary>
    public void Check()
    {
        CheckName();
        CheckVersion();
        CheckEntries();
        DefinitionKind? kind = Enum.TryParse<DefinitionKind>(definition.TextOf("kind"), out var known) ? known : null;
        if (kind is { } named && Expressions.DefinitionMacro.IsMacro(named))
        {
            new ExpressionRules(definition, issues).CheckName();
        }

        CheckLimits();
        CheckRepeated("flow_specs", "flow_kind");
        CheckFlows(kind);
        CheckRepeated("lineage_contracts", "role");
        CheckAggregation();
        if (definition.TextOf("test_suite") is { } tests)
        {
            CheckPath(definition["test_suite"]!, tests);
        }
    }

    private void CheckName()
    {
        if (definition.TextOf("name") is { } name && InstanceName.Problem(name) is { } problem)
        {
            Add(definition["name"]!, "illegal_name", $"the name '{name}' {problem}");
        }
    }

    private void CheckVersion()
    {
        if (definition.TextOf("version") is not { } text)
        {
            return;
        }

        if (!SemanticVersion.TryParse(text, out var version))
        {
            Add(definition["version"]!, "bad_version", $"'{text}' is not a semantic version; write three numbers, for example 1.2.0");
        }
        else if (version.Build.Length > 0)
        {
            Add(definition["version"]!, "bad_version", $"leave out '+{version.Build}': what a version holds is told by its content hash");
        }
    }

    private void CheckEntries()
    {
        var flows = (definition["flow_specs"] as DocumentSequence)?.Items.OfType<DocumentMapping>().ToList() ?? [];
        if (definition["entry"] is DocumentMapping entry)
        {
            CheckEntry(entry);
        }
        else if (!definition.Contains("entry") && (flows.Count == 0 || flows.Any(f => !f.Contains("entry"))))
        {
            Add(definition, "missing_key", "the key 'entry' is missing; it says what runs");
        }

        foreach (var flowEntry in flows.Select(f => f["entry"]).OfType<DocumentMapping>())
        {
            CheckEntry(flowEntry);
        }
    }

    private void CheckEntry(DocumentMapping entry)
    {
        var given = entry.Entries.Where(e => EntryKeys.Contains(e.Name)).ToList();
        if (given.Count != 1)
        {
            Add(entry, "entry", $"an entry has exactly one of {string.Join(", ", EntryKeys)}; found {(given.Count == 0 ? "none" : string.Join(", ", given.Select(e => e.Name)))}");
            return;
        }

        var only = given[0];
        foreach (var extra in entry.Entries.Where(e => only.Name != "command" && CommandKeys.Contains(e.Name)))
        {
            Add(extra.Key, "entry", $"'{extra.Name}' belongs to the entry command, and this is the entry {only.Name}");
        }

        if (entry["stop_grace"] is DocumentScalar grace && DurationText.TryParse(grace.Text, out var wanted) && wanted > LongestGrace)
        {
            Add(grace, "entry", $"a program that is stopped is given 10s at most; found {grace.Text}");
        }

        if (!Enum.TryParse<DefinitionKind>(definition.TextOf("kind"), out var kind))
        {
            return;
        }

        if (!AllowedEntries(kind).Contains(only.Name))
        {
            Add(only.Key, "entry", $"{kind} takes the entry {string.Join(" or ", AllowedEntries(kind))}; found {only.Name}");
        }
        else if (only is { Name: "builtin", Value: DocumentScalar builtin })
        {
            CheckBuiltin(kind, builtin);
        }
        else if (only is { Name: "expression", Value: DocumentScalar expression })
        {
            new ExpressionRules(definition, issues).Check(expression);
        }
        else if (only is { Name: "steps", Value: DocumentScalar steps })
        {
            CheckPath(steps, steps.Text);
        }
    }

    private static string[] AllowedEntries(DefinitionKind kind) => kind switch
    {
        DefinitionKind.StoreDef or DefinitionKind.AccessorDef => ["builtin"],
        DefinitionKind.OpDef or DefinitionKind.OpMacroDef => ["expression", "builtin"],
        DefinitionKind.WorkflowDef => ["steps", "command"],
        _ => ["builtin", "command"],
    };

    private void CheckBuiltin(DefinitionKind kind, DocumentScalar builtin)
    {
        var known = BuiltinDefinitions.Names(kind);
        if (!known.Contains(builtin.Text))
        {
            Add(builtin, "unknown_builtin", $"the engine has no {kind} '{builtin.Text}'; {NearestName.Hint(builtin.Text, known) ?? $"known are {string.Join(", ", known)}"}");
        }
    }

    private void CheckLimits()
    {
        if (definition["compatibility_rules"] is DocumentMapping rules
            && int.TryParse(rules.TextOf("upstream_min"), out var least)
            && int.TryParse(rules.TextOf("upstream_max"), out var most)
            && least > most)
        {
            Add(rules["upstream_min"]!, "contradiction", $"upstream_min is {least}, more than upstream_max, which is {most}");
        }
    }

    private void CheckRepeated(string list, string key)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in (definition[list] as DocumentSequence)?.Items.OfType<DocumentMapping>() ?? [])
        {
            if (item.TextOf(key) is { } text && !seen.Add(text))
            {
                Add(item[key]!, "duplicate_item", $"the {key} '{text}' stands twice in {list}");
            }
        }
    }

    // Which flows there are is for the kind to say; a definition of a model may leave some of them out.
    private void CheckFlows(DefinitionKind? kind)
    {
        if (kind is not { } known)
        {
            return;
        }

        var flows = FlowsOf(known).Select(f => SnakeCase.Of(f.Flow)).ToList();
        var declared = (definition["flow_specs"] as DocumentSequence)?.Items.OfType<DocumentMapping>().ToList() ?? [];
        foreach (var spec in declared)
        {
            if (spec.TextOf("flow_kind") is { } flow && SnakeCase.TryParse<FlowKind>(flow, out _) && !flows.Contains(flow))
            {
                Add(spec["flow_kind"]!, "unknown_flow", $"a {known} has {(flows.Count == 0 ? "no flows" : $"the flow{(flows.Count == 1 ? "" : "s")} {string.Join(", ", flows)}")}; found {flow}");
            }
            else if (spec["promote"] is { } promote && spec.TextOf("flow_kind") != SnakeCase.Of(FlowKind.Training))
            {
                Add(promote, "misplaced_key", $"the key 'promote' belongs to {SnakeCase.Of(FlowKind.Training)}, which makes versions of a model");
            }
        }

        // The flow that decides has to be there in every instance.
        var there = known == DefinitionKind.MLModuleDef && declared.Count > 0 ? [.. declared.Select(d => d.TextOf("flow_kind")).OfType<string>()] : flows;
        if (definition["status_aggregation_contract"] is DocumentMapping contract && contract.TextOf("primary") is { } primary && SnakeCase.TryParse<FlowKind>(primary, out _) && !there.Contains(primary))
        {
            Add(contract["primary"]!, "unknown_flow", $"the primary flow '{primary}' is none of this definition's flows: {string.Join(", ", there)}");
        }
    }

    private static IReadOnlyList<PairedFlow> FlowsOf(DefinitionKind kind) => kind switch
    {
        DefinitionKind.PipelineDef => FlowPairing.Of(InstanceType.DatasetInstance),
        DefinitionKind.OpDef or DefinitionKind.OpMacroDef => FlowPairing.Of(InstanceType.ExperimentInstance),
        DefinitionKind.MLModuleDef => FlowPairing.Of(InstanceType.ModelInstance),
        DefinitionKind.PortfolioOptimizerDef => FlowPairing.Of(InstanceType.PortfolioOptimizerInstance),
        DefinitionKind.WorkflowDef => FlowPairing.Of(InstanceType.WorkflowInstance),
        _ => [],
    };

    // The contract itself knows which orders and methods make sense.
    private void CheckAggregation()
    {
        if (definition["status_aggregation_contract"] is not DocumentMapping contract)
        {
            return;
        }

        try
        {
            DefinitionReader.Aggregation(CanonicalJson.ToElement(contract));
        }
        catch (ArgumentException contradiction)
        {
            Add(contract, "contradiction", contradiction.Message.Split(" (Parameter", 2)[0]);
        }
        catch (InvalidOperationException)
        {
            // A value of a wrong type; the schema has reported it.
        }
    }

    private void CheckPath(DocumentNode node, string path)
    {
        if (folder is null)
        {
            return;
        }

        var root = Path.GetFullPath(folder);
        var target = Path.GetFullPath(path, root);
        if (!target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            Add(node, "outside_folder", $"'{path}' leads out of the definition's folder");
        }
        else if (!Path.Exists(target))
        {
            Add(node, "missing_file", $"there is no '{path}' in the definition's folder");
        }
    }

    private void Add(DocumentNode node, string code, string message) => _found.Add(node.Issue(code, message) with { Found = Schemas.Found.Describe(node) });
}
