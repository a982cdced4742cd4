using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Yaml;
using OptAIC.Model;
using OptAIC.Naming;
using OptAIC.Quant.Expressions;

namespace OptAIC.Engine.Contracts;

/// <summary>Reads lists of contracts, in definitions, specs and files alike, and finds all that is wrong with them.</summary>
internal static class ContractReader
{
    private static readonly string[] Forms = ["kind", "assert", "command"];

    /// <summary>Reads a list; what the schema of its document reports (unknown keys, wrong types) is left to it.</summary>
    /// <param name="list">The list, or <c>null</c>.</param>
    /// <param name="issues">Receives what is wrong.</param>
    /// <param name="macros">What conditions may call; <c>null</c> where that is not known yet, so that a call is only worth a warning.</param>
    public static IReadOnlyList<GuardrailContract> Read(DocumentNode? list, List<OptIssue> issues, IMacros? macros = null) =>
        list is DocumentSequence sequence ? [.. sequence.Items.OfType<DocumentMapping>().Select(item => One(item, issues, macros)).OfType<GuardrailContract>()] : [];

    /// <summary>A condition as it is typed on a command line.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="macros">What it may call.</param>
    /// <exception cref="InvalidContractException">It is no condition.</exception>
    public static GuardrailContract OfCondition(string condition, IMacros macros)
    {
        var issues = new List<OptIssue>();
        var text = new DocumentScalar(condition, ScalarStyle.Quoted, default);
        var written = new DocumentMapping([new DocumentEntry(new DocumentScalar("assert", ScalarStyle.Quoted, default), text)], default);
        return One(written, issues, macros) ?? throw new InvalidContractException(issues);
    }

    private static GuardrailContract? One(DocumentMapping written, List<OptIssue> issues, IMacros? macros)
    {
        var given = Forms.Where(written.Contains).ToList();
        if (given.Count != 1)
        {
            issues.Add(written.Issue("contract", $"a contract has exactly one of kind, assert, command; found {(given.Count == 0 ? "none" : string.Join(", ", given))}"));
            return null;
        }

        if (ContractAliases.Form(written) is not { } form)
        {
            return null;
        }

        if (ContractKind.Find(form.Kind.Text) is not { } kind)
        {
            issues.Add(form.Kind.Issue("unknown_contract", $"there is no contract '{form.Kind.Text}'; {NearestName.Hint(form.Kind.Text, ContractKind.Names) ?? $"there are {string.Join(", ", ContractKind.Names)}"}"));
            return null;
        }

        var config = kind.Config.Validate(form.Config);
        issues.AddRange(config.Issues);
        if (config.Value is not { } value)
        {
            return null;
        }

        var before = issues.Count;
        Contradictions(kind.Name, value, form.Config, issues, macros);
        var enforcement = SnakeCase.TryParse<GuardrailEnforcement>(written.TextOf("enforcement"), out var said) ? said : GuardrailEnforcement.Block;
        return issues.Skip(before).Any(i => i.Severity == IssueSeverity.Error) ? null : new GuardrailContract(kind.Name, value, enforcement);
    }

    // What can be judged without data is judged where it is written.
    private static void Contradictions(string kind, JsonElement value, DocumentMapping written, List<OptIssue> issues, IMacros? macros)
    {
        if (kind == ContractKind.Assert)
        {
            CheckCondition(written["expression"]!, value.Text("expression")!, issues, macros);
        }

        foreach (var upper in value.EnumerateObject().Where(p => p.Name.StartsWith("max", StringComparison.Ordinal) && p.Value.ValueKind == JsonValueKind.Number))
        {
            Compare(value, "min" + upper.Name[3..], upper.Name, written, issues);
        }

        if (value.Value("metrics") is { } metrics && written["metrics"] is DocumentMapping own)
        {
            foreach (var metric in metrics.EnumerateObject().Where(m => own[m.Name] is DocumentMapping))
            {
                Compare(metric.Value, "min", "max", (DocumentMapping)own[metric.Name]!, issues);
            }
        }

        if (string.CompareOrdinal(value.Text("from"), value.Text("to")) > 0 && value.Text("to") is { } to)
        {
            issues.Add(written["from"]!.Issue("contradiction", $"from is {value.Text("from")}, after to, which is {to}"));
        }
    }

    private static void Compare(JsonElement value, string lower, string upper, DocumentMapping written, List<OptIssue> issues)
    {
        if (value.Value(lower) is { ValueKind: JsonValueKind.Number } least && value.Value(upper) is { ValueKind: JsonValueKind.Number } most && least.GetDouble() > most.GetDouble())
        {
            issues.Add((written[lower] ?? written).Issue("contradiction", $"{lower} is {least}, more than {upper}, which is {most}"));
        }
    }

    private static void CheckCondition(DocumentNode at, string text, List<OptIssue> issues, IMacros? macros)
    {
        try
        {
            if (macros is null && ExpressionTemplate.Parse(text) is { Calls: { Count: > 0 } calls, Inputs.Count: 0, Parameters.Count: 0 })
            {
                issues.AddRange(calls.Select(call => ExpressionRules.UnknownCall(at, call)));
                return;
            }

            Expression.Parse(text, macros ?? MacroTable.Empty);
        }
        catch (ExpressionException error)
        {
            issues.Add(at.Issue("invalid_expression", new Flows.InvalidExpressionException(text, error).Message) with { Expected = error.Expected, Found = error.Found });
        }
    }
}
