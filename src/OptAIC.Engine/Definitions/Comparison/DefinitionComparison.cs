using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Definitions.Comparison;

/// <summary>Says how two definitions differ: what they run, ask for, promise and consist of, and which differences may break an instance.</summary>
internal static class DefinitionComparison
{
    /// <summary>Every difference, by area and path; none when both are the same.</summary>
    /// <param name="before">The one that is left.</param>
    /// <param name="after">The one that takes its place.</param>
    public static IReadOnlyList<OptDefinitionDifference> Compare(LoadedDefinition before, LoadedDefinition after)
    {
        var (then, now) = (before.Definition, after.Definition);
        return
        [
            .. Texts("description", "", then.Description, now.Description),
            .. Texts("entry", "", EntryOf(then.Entry), EntryOf(now.Entry)),
            .. new SchemaComparison("parameters").Compare(then.ParametersSchema, now.ParametersSchema),
            .. Columns("input", then.InputColumns, now.InputColumns, added: true, removed: false),
            .. Columns("output", then.OutputColumns, now.OutputColumns, added: false, removed: true),
            .. Compatibility(then.Compatibility, now.Compatibility),
            .. Flows(then, now),
            .. Lineage(then, now),
            .. Texts("aggregation", "", Aggregation(then), Aggregation(now)),
            .. Guardrails(then, now),
            .. Files(before.Files, after.Files),
        ];
    }

    private static IEnumerable<OptDefinitionDifference> Texts(string area, string path, string? before, string? after, bool isBreaking = false) =>
        before == after ? [] : [new OptDefinitionDifference { Area = area, Path = path, Before = before, After = after, IsBreaking = isBreaking }];

    // Pairs what both sides have under the same key, and what only one has.
    private static IEnumerable<OptDefinitionDifference> Pairs(
        string area, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after, Func<string, bool> isBreaking) =>
        before.Keys.Union(after.Keys).Order(StringComparer.Ordinal).SelectMany(key => Texts(area, key, before.GetValueOrDefault(key), after.GetValueOrDefault(key), isBreaking(key)));

    private static string? EntryOf(DefinitionEntry? entry) => entry is null ? null : $"{SnakeCase.Of(entry.Kind)} {entry.Text}";

    private static IEnumerable<OptDefinitionDifference> Columns(string area, IReadOnlyList<ColumnSpec> before, IReadOnlyList<ColumnSpec> after, bool added, bool removed)
    {
        var (then, now) = (Types(before), Types(after));
        return Pairs(area, then, now, name =>
            !then.ContainsKey(name) ? added && before.Count > 0
            : !now.ContainsKey(name) ? removed && after.Count > 0
            : true);

        static Dictionary<string, string> Types(IReadOnlyList<ColumnSpec> columns) => columns.DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.Dtype ?? "any type");
    }

    private static IEnumerable<OptDefinitionDifference> Compatibility(CompatibilityRules before, CompatibilityRules after) =>
    [
        .. Texts("compatibility", "upstream_types", Types(before.UpstreamTypes), Types(after.UpstreamTypes), Narrows(before.UpstreamTypes, after.UpstreamTypes)),
        .. Texts("compatibility", "upstream_min", $"{before.UpstreamMin}", $"{after.UpstreamMin}", after.UpstreamMin > before.UpstreamMin),
        .. Texts("compatibility", "upstream_max", Limit(before.UpstreamMax), Limit(after.UpstreamMax), after.UpstreamMax < (before.UpstreamMax ?? int.MaxValue)),
        .. Texts("compatibility", "downstream_types", Types(before.DownstreamTypes), Types(after.DownstreamTypes), Narrows(before.DownstreamTypes, after.DownstreamTypes)),
    ];

    private static string Types(IReadOnlyList<InstanceType> types) => types.Count == 0 ? "any" : string.Join(", ", types);

    private static string Limit(int? limit) => limit is { } most ? $"{most}" : "no limit";

    private static bool Narrows(IReadOnlyList<InstanceType> before, IReadOnlyList<InstanceType> after) =>
        after.Count > 0 && (before.Count == 0 || before.Except(after).Any());

    private static IEnumerable<OptDefinitionDifference> Flows(Definition before, Definition after)
    {
        var (then, now) = (before.FlowSpecs.ToDictionary(f => SnakeCase.Of(f.Flow)), after.FlowSpecs.ToDictionary(f => SnakeCase.Of(f.Flow)));
        return Pairs("flows", then.ToDictionary(f => f.Key, f => Text(f.Value)), now.ToDictionary(f => f.Key, f => Text(f.Value)), name => !now.ContainsKey(name));

        static string Text(FlowSpec flow) => string.Join(", ", new[]
        {
            EntryOf(flow.Entry) ?? "the definition's entry",
            flow.Timeout is { } timeout ? $"timeout {timeout:c}" : null,
            flow.RetryPolicy is { } retry ? $"{retry.MaxRetries} retries" : null,
            flow.Overlap is { } overlap ? $"overlap {SnakeCase.Of(overlap)}" : null,
            flow.Template is { } template ? $"template {template}" : null,
            flow.ParametersSchema is { } parameters ? $"parameters {Json(parameters)}" : null,
        }.OfType<string>());
    }

    private static IEnumerable<OptDefinitionDifference> Lineage(Definition before, Definition after)
    {
        var (then, now) = (before.LineageContracts.ToDictionary(c => c.Role), after.LineageContracts.ToDictionary(c => c.Role));
        return Pairs("lineage", then.ToDictionary(c => c.Key, c => Text(c.Value)), now.ToDictionary(c => c.Key, c => Text(c.Value)), role =>
            now.TryGetValue(role, out var contract)
            && ((contract.Required && then.GetValueOrDefault(role)?.Required != true) || (then.TryGetValue(role, out var old) && Narrows(old.Types, contract.Types))));

        static string Text(LineageContract contract) => $"{SnakeCase.Of(contract.Kind)} from {Types(contract.Types)}{(contract.Required ? ", required" : "")}";
    }

    private static string? Aggregation(Definition definition) => definition.StatusAggregation is { } contract
        ? Json(JsonSerializer.SerializeToElement(AggregationDocument.Of(contract), DocumentJson.Default.AggregationDocument))
        : null;

    private static IEnumerable<OptDefinitionDifference> Guardrails(Definition before, Definition after)
    {
        var (then, now) = (Keyed(before.Guardrails), Keyed(after.Guardrails));
        return Pairs("guardrails", then.ToDictionary(g => g.Key, g => Text(g.Value)), now.ToDictionary(g => g.Key, g => Text(g.Value)), key =>
            now.TryGetValue(key, out var contract) && contract.Enforcement == GuardrailEnforcement.Block);

        static string Text(GuardrailContract contract) => $"{SnakeCase.Of(contract.Enforcement)} {Json(contract.Config)}";

        // The same kind may stand several times; then its place among them tells which is meant.
        static Dictionary<string, GuardrailContract> Keyed(IReadOnlyList<GuardrailContract> contracts) => contracts
            .GroupBy(c => c.Kind)
            .SelectMany(g => g.Select((contract, i) => (Key: i == 0 ? g.Key : $"{g.Key}[{i}]", Contract: contract)))
            .ToDictionary(c => c.Key, c => c.Contract);
    }

    private static IEnumerable<OptDefinitionDifference> Files(IReadOnlyList<DefinitionFile> before, IReadOnlyList<DefinitionFile> after) => Pairs(
        "files",
        before.ToDictionary(f => f.Path, Text),
        after.ToDictionary(f => f.Path, Text),
        _ => false);

    private static string Text(DefinitionFile file) => file.Sha256[..12];

    private static string Json(JsonElement value) => System.Text.Encoding.UTF8.GetString(CanonicalJson.ToBytes(value));
}
