using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Contracts;

/// <summary>Reads a file of contracts: a list of them, or a mapping with <c>guardrail_contracts</c> such as a definition or a spec has.</summary>
internal static class ContractFile
{
    private static readonly Lazy<JsonSchema> Schema = new(() => EmbeddedYaml.Schema("Contracts.contract-list-schema.yml"));

    /// <summary>The contracts in the file.</summary>
    /// <exception cref="InvalidContractException">One of them is none; all problems are listed with their places.</exception>
    public static IReadOnlyList<GuardrailContract> Read(string path)
    {
        var issues = new List<OptIssue>();
        var contracts = Read(DocumentReader.ReadFile(path), issues);
        return issues.Count == 0 ? contracts : throw new InvalidContractException(IssueSummary.ByPlace(issues));
    }

    /// <summary>The contracts in a document that holds nothing else.</summary>
    /// <param name="document">A list, or a mapping with one.</param>
    /// <param name="issues">Receives what is wrong.</param>
    public static IReadOnlyList<GuardrailContract> Read(DocumentNode document, List<OptIssue> issues)
    {
        issues.AddRange(Schema.Value.Validate(document).Issues);
        return ContractReader.Read(document is DocumentMapping mapping ? mapping["guardrail_contracts"] : document, issues);
    }
}
