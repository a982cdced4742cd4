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
        var document = DocumentReader.ReadFile(path);
        var issues = new List<OptIssue>(Schema.Value.Validate(document).Issues);
        var contracts = ContractReader.Read(document is DocumentMapping mapping ? mapping["guardrail_contracts"] : document, issues);
        return issues.Count == 0 ? contracts : throw new InvalidContractException(IssueSummary.ByPlace(issues));
    }
}
