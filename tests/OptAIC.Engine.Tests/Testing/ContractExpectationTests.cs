using OptAIC.Contracts;
using OptAIC.Definitions;
using OptAIC.Engine.Testing;
using OptAIC.Engine.Tests.Files;

namespace OptAIC.Engine.Tests.Testing;

public sealed class ContractExpectationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Where_several_contracts_are_meant_all_are_to_hold_and_one_is_to_do_anything_else()
    {
        OptContractReport[] reports = [Report("assert", "close > 0", ContractOutcome.Passed), Report("assert", "close < 9", ContractOutcome.Warned, "assertion_failed"), Report("pit.policy", "", ContractOutcome.Passed)];

        Assert.Empty(Differences("[{ kind: assert, outcome: warned, codes: [assertion_failed] }, { kind: assert, contract: close > 0 }, pit.policy]", reports));
        Assert.Equal("assert close < 9: expected passed, found warned: it is so", Assert.Single(Differences("[assert]", reports)).Message);
    }

    [Fact]
    public void A_contract_that_was_not_checked_and_an_issue_that_it_does_not_have_are_named()
    {
        OptContractReport[] reports = [Report("assert", "close > 0", ContractOutcome.Blocked, "assertion_failed")];

        var found = Differences("[signal.bounds, { kind: assert, contract: open }, { kind: assert, codes: [low_tide] }, { kind: assert, outcome: not_checked }]", reports);

        Assert.Equal(["missing_contract", "missing_contract", "missing_issue", "different_contract"], found.Select(i => i.Code));
        Assert.Equal("the contract assert with 'open' was not checked; those were assert close > 0", found[1].Message);
        Assert.Equal("assert: expected an issue 'low_tide', found assertion_failed", found[2].Message);
        Assert.All(found, i => Assert.Equal(1, i.Line));
    }

    [Fact]
    public void A_contract_that_blocks_lets_the_case_expect_a_failure()
    {
        Assert.Equal(ExpectedStatus.Failed, Read("expect: { contracts: [{ kind: assert, codes: [assertion_failed] }] }").Expect.Status);
        Assert.Equal(ExpectedStatus.Refused, Read("expect: { status: refused, contracts: [{ kind: portfolio.weights, outcome: blocked }] }").Expect.Status);
        Assert.Equal(ExpectedStatus.Completed, Read("expect: { contracts: [{ kind: assert, outcome: warned }, pit.policy] }").Expect.Status);
    }

    [Fact]
    public void Contracts_that_are_none_and_expectations_that_cannot_be_met_are_mistakes_of_the_case()
    {
        var issues = new List<OptIssue>();

        Assert.Null(TestCaseReader.Read(_folder.Write("case.yml", "guardrail_contracts: [{ assert: close >> 0 }, { knd: assert }]\nexpect: { status: completed, contracts: [asert, { kind: assert, outcome: blocked }] }"), issues));

        Assert.Equal(["invalid_expression", "contract", "unknown_key", "contradiction", "unknown_contract"], issues.Select(i => i.Code));
        Assert.Contains("did you mean 'assert'?", issues[^1].Message, StringComparison.Ordinal);
    }

    private TestCase Read(string text)
    {
        var issues = new List<OptIssue>();
        var read = TestCaseReader.Read(_folder.Write("case.yml", text), issues);
        Assert.Empty(issues);
        return read!;
    }

    private List<OptIssue> Differences(string contracts, IReadOnlyList<OptContractReport> reports) =>
        [.. ContractJudgement.Differences(Read($"expect: {{ status: failed, contracts: {contracts} }}").Expect.Contracts, reports)];

    private static OptContractReport Report(string kind, string contract, ContractOutcome outcome, params string[] codes) => new()
    {
        Instance = "prices",
        Kind = kind,
        Contract = contract,
        Source = "prices@1.0.0",
        Gate = ContractGate.OnWrite,
        Enforcement = GuardrailEnforcement.Block,
        Outcome = outcome,
        Issues = [.. codes.Select(c => new OptIssue { Severity = IssueSeverity.Error, Code = c, Message = "it is so" })],
    };
}
