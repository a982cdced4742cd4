using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;
using OptAIC.Quant.Expressions;

namespace OptAIC.Engine.Contracts;

/// <summary>Reads a file of contracts: a list of them, or a mapping with <c>guardrail_contracts</c> such as a definition or a spec has.</summary>
internal static class ContractFile
{
    private static readonly Lazy<JsonSchema> Schema = new(() => EmbeddedYaml.Schema("Contracts.contract-list-schema.yml"));

    /// <summary>The contracts in the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="macros">What conditions may call.</param>
    /// <exception cref="InvalidContractException">One of them is none; all problems are listed with their places.</exception>
    public static IReadOnlyList<GuardrailContract> Read(string path, IMacros macros)
    {
        var issues = new List<OptIssue>();
        var contracts = Read(DocumentReader.ReadFile(path), issues, macros);
        return issues.Count == 0 ? contracts : throw new InvalidContractException(IssueSummary.ByPlace(issues));
    }

    /// <summary>The contracts in a document that holds nothing else.</summary>
    /// <param name="document">A list, or a mapping with one.</param>
    /// <param name="issues">Receives what is wrong.</param>
    /// <param name="macros">What conditions may call; <c>null</c> where that is not known yet.</param>
    public static IReadOnlyList<GuardrailContract> Read(DocumentNode document, List<OptIssue> issues, IMacros? macros = null)
    {
        issues.AddRange(Schema.Value.Validate(document).Issues);
        return ContractReader.Read(document is DocumentMapping mapping ? mapping["guardrail_contracts"] : document, issues, macros);
    }
}
