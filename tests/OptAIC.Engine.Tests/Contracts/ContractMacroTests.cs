using OptAIC.Contracts;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Freshness;

namespace OptAIC.Engine.Tests.Contracts;

public sealed class ContractMacroTests : IDisposable
{
    private const string Calm = """
        kind: OpMacroDef
        name: calm
        version: 1.0.0
        entry: { expression: 'ABS(DELTA(${input}, 1)) <= ${limit}' }
        parameters_schema: { properties: { limit: { type: number, default: 2 } } }
        """;

    private readonly TestWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void A_condition_calls_a_registered_operator_by_name()
    {
        _workspace.Register(Calm);
        CreatePrices("{assert: calm(close)}, {assert: 'calm(close, limit=1)'}");

        _workspace.Refresh("prices");

        // A gains 1 a day, B 2.
        var reports = _workspace.With(w => w.Runs.Get("prices")).Contracts;
        Assert.Equal([ContractOutcome.Passed, ContractOutcome.Blocked], reports.Select(r => r.Outcome));
        var issue = Assert.Single(reports[1].Issues);
        Assert.Equal(4, issue.Count);
        // As it was written: what the operator expands to nobody has written.
        Assert.Contains("fail 'calm(close, limit=1)'", issue.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_a_condition_calls_is_pinned_until_an_update_moves_it_and_makes_nothing_stale()
    {
        _workspace.Register(Calm);
        CreatePrices("{assert: calm(close)}");
        _workspace.Refresh("prices");
        _workspace.Register(Strict("1.1.0"));

        Assert.Equal(ContractOutcome.Passed, Assert.Single(Test()).Outcome);
        Assert.True(_workspace.With(w => w.Instances.Get("prices")).UpdateAvailable);
        Assert.Equal(["prices"], Assert.Throws<DefinitionInUseException>(() => _workspace.With(w => w.Definitions.Remove("calm@1.0.0"))).Instances);

        var update = _workspace.With(w => w.Instances.Update("prices"));

        Assert.Equal(["macro: calm@1.0.0 → calm@1.1.0"], update.Moves.Select(m => $"{m.Part}: {m.From} → {m.To}"));
        Assert.Equal(ContractOutcome.Blocked, Assert.Single(Test()).Outcome);
        Assert.Equal(FlowStatus.Ready, _workspace.Flow("prices").Status);
    }

    [Fact]
    public void A_contract_calls_the_version_that_the_expression_of_its_instance_has_pinned()
    {
        _workspace.Register(Calm);
        _workspace.CreatePrices();
        _workspace.Create("{name: a, definition: builtin.expression, config: {expression: 'calm(close)', output: v}, upstream_refs: [{resource: prices}]}");
        _workspace.Register(Strict("1.1.0"));

        _workspace.With(w => w.Instances.Set("a", new InstanceRequest { SpecText = "{definition: builtin.expression, config: {expression: 'calm(close)', output: v}, upstream_refs: [{resource: prices}], guardrail_contracts: [{assert: 'calm(v) == calm(v)'}]}" }));
        var update = _workspace.With(w => w.Instances.Update("a", whatIf: true));

        Assert.Equal(["calm@1.0.0"], update.Moves.Select(m => m.From));
    }

    [Fact]
    public void An_unknown_name_is_refused_where_it_is_written_with_the_nearest_one_there_is()
    {
        _workspace.Register(Calm);

        var refused = Assert.Throws<InvalidSpecException>(() => CreatePrices("{assert: 'clam(close)'}"));

        var issue = Assert.Single(refused.Issues);
        Assert.Equal(("invalid_expression", "/guardrail_contracts/0/assert"), (issue.Code, issue.Pointer));
        Assert.EndsWith("did you mean 'calm'?", issue.Message, StringComparison.Ordinal);

        CreatePrices("");
        _workspace.Refresh("prices");
        var asked = Assert.Throws<InvalidContractException>(() => Test(new ContractTestRequest { Conditions = ["clam(close)"] }));
        Assert.Contains("did you mean 'calm'?", asked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_of_a_definition_may_call_what_is_there_when_an_instance_is_made()
    {
        var registered = _workspace.Register("kind: WorkflowDef\nname: feed\nversion: 1.0.0\nentry: { command: [echo, hi] }\nguardrail_contracts: [ { assert: calm(close) } ]\n");
        var warning = Assert.Single(registered.Definition.Issues);
        Assert.Equal((IssueSeverity.Warning, "not_an_operator"), (warning.Severity, warning.Code));

        var refused = Assert.Throws<InvalidSpecException>(() => _workspace.Create("{name: f, definition: feed}"));
        Assert.StartsWith("a contract of feed@1.0.0: ", Assert.Single(refused.Issues).Message, StringComparison.Ordinal);

        _workspace.Register(Calm);
        _workspace.Create("{name: f, definition: feed}");
        Assert.Equal(["f"], Assert.Throws<DefinitionInUseException>(() => _workspace.With(w => w.Definitions.Remove("calm"))).Instances);
    }

    [Fact]
    public void Data_are_tested_on_demand_with_conditions_that_call_operators()
    {
        _workspace.Register(Calm);
        CreatePrices("");
        _workspace.Refresh("prices");

        var reports = Test(new ContractTestRequest { Conditions = ["calm(close)", "calm(close, 1.5)"] });

        Assert.Equal([ContractOutcome.Passed, ContractOutcome.Blocked], reports.Select(r => r.Outcome));
    }

    private static string Strict(string version) => Calm.Replace("1.0.0", version, StringComparison.Ordinal).Replace("default: 2", "default: 1", StringComparison.Ordinal);

    private void CreatePrices(string contracts) =>
        _workspace.Create($"{{name: prices, definition: builtin.csv, config: {{path: prices.csv}}, guardrail_contracts: [{contracts}]}}");

    private IReadOnlyList<OptContractReport> Test(ContractTestRequest? request = null) => _workspace.With(w => w.Data.TestAsync("prices", request).GetAwaiter().GetResult());
}
