using OptAIC.Definitions;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Tests.Contracts;

public sealed class ContractReaderTests
{
    [Fact]
    public void Every_kind_has_a_schema_that_compiles_and_a_description()
    {
        foreach (var name in ContractKind.Names)
        {
            var kind = ContractKind.Find(name)!;
            Assert.Equal(name, kind.Name);
            Assert.NotEmpty(kind.Description);
            Assert.NotEmpty(kind.Gates);
        }
    }

    [Theory]
    [InlineData("kind: dataset.schem", "unknown_contract", "did you mean 'dataset.schema'?")]
    [InlineData("kind: dataset.schema, config: {required_column: [close]}", "unknown_key", "did you mean 'required_columns'?")]
    [InlineData("kind: dataset.freshness", null, "max_age")]
    [InlineData("kind: signal.bounds, config: {min: 2, max: 1}", "contradiction", "min is 2, more than max, which is 1")]
    [InlineData("kind: portfolio.leverage, config: {min_net: 1, max_net: 0}", "contradiction", "min_net is 1")]
    [InlineData("kind: model.performance, config: {min_ic: 0.2, max_ic: 0.1}", "contradiction", "min_ic is 0.2")]
    [InlineData("kind: model.performance, config: {ic: 0.2}", null, "ic")]
    [InlineData("assert: 'close >'", "invalid_expression", "close >")]
    [InlineData("assert: close > 0, kind: assert", "contract", "exactly one of kind, assert, command")]
    [InlineData("enforcement: warn", "contract", "found none")]
    [InlineData("kind: signal.coverage, config: {from: 2024-02-01, to: 2024-01-01}", "contradiction", "after to")]
    public void What_is_wrong_with_a_contract_is_said_where_it_is_written(string contract, string? code, string message)
    {
        var issues = Read($"\n\n- {{{contract}}}").Issues;

        var issue = Assert.Single(issues);
        Assert.Equal(code ?? issue.Code, issue.Code);
        Assert.Contains(message, issue.Message, StringComparison.Ordinal);
        Assert.Equal(3, issue.Line);
    }

    [Fact]
    public void Short_forms_and_the_ancestors_keys_mean_the_same_as_ours()
    {
        var (contracts, issues) = Read("""
            - { assert: close > 0, allow_failing: 0.01, enforcement: warn }
            - { kind: signal.bounds, config: { min_value: -3, max_value: 3 } }
            - { kind: dataset.pit }
            - { kind: portfolio.constraints, config: { sum_to_one: true, sum_tolerance: 0.001, allow_short: false, max_weight: 0.1 } }
            - { kind: dataset.freshness, config: { max_staleness_days: 3 } }
            - { kind: portfolio.leverage, config: { max_gross_leverage: 2 } }
            """);

        Assert.Empty(issues);
        Assert.Equal(["assert", "signal.bounds", "pit.policy", "portfolio.weights", "dataset.freshness", "portfolio.leverage"], contracts.Select(c => c.Kind));
        Assert.Equal(GuardrailEnforcement.Warn, contracts[0].Enforcement);
        Assert.Equal("close > 0, allow_failing: 0.01", ContractText.Of(contracts[0]));
        Assert.Equal("max: 3, min: -3, allow_nan: false", string.Join(", ", ContractText.Of(contracts[1]).Split(", ").OrderByDescending(t => t.StartsWith('m'))));
        Assert.Equal((1, true, 0.1), (contracts[3].Config.GetProperty("sum").GetInt32(), contracts[3].Config.GetProperty("long_only").GetBoolean(), contracts[3].Config.GetProperty("max").GetDouble()));
    }

    [Fact]
    public void A_definition_lists_mistakes_of_its_contracts_with_all_others()
    {
        var reading = DefinitionReader.Read(DocumentReader.Read(
            "kind: PipelineDef\nname: x\nversion: one\nentry: { command: [x] }\nguardrail_contracts:\n  - { kind: dataset.coverage, config: { min_shar: 1 } }\n", "definition.yml"));

        Assert.Equal(["bad_version", "unknown_key"], reading.Issues.Select(i => i.Code));
        Assert.Equal("/guardrail_contracts/0/config/min_shar", reading.Issues[1].Pointer);
    }

    private static (IReadOnlyList<GuardrailContract> Contracts, List<OptIssue> Issues) Read(string yaml)
    {
        var issues = new List<OptIssue>();
        return (ContractReader.Read(DocumentReader.Read(yaml, "contracts.yml"), issues), issues);
    }
}
