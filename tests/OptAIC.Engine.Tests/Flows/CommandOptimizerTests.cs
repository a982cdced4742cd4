using OptAIC.Contracts;
using OptAIC.Engine.Instances;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Flows;

/// <summary>Optimisers that are programs, on prices of A and B up to 2024-01-05.</summary>
public sealed class CommandOptimizerTests : IDisposable
{
    private readonly CommandWorkspace _commands = new();

    public CommandOptimizerTests()
    {
        _commands.Test.CreatePrices();
        _commands.Test.Refresh("prices");
    }

    public void Dispose() => _commands.Dispose();

    [ShellFact]
    public void Weights_without_a_date_are_those_of_the_last_date_of_the_prices()
    {
        Create("test -s \"$1\"; printf 'entity,weight\\nB,0.75\\n\\nA,0.25\\n' > \"$OPTAIC_OUTPUT/weights.csv\"; echo 'optaic::metric name=volatility value=0.2'");

        var run = _commands.Run();

        Assert.Equal((RunStatus.Completed, new DateOnly(2024, 1, 5)), (run.Status, run.LastDataDate));
        Assert.Equal("date,entity,weight\n2024-01-05,A,0.25\n2024-01-05,B,0.75\n", _commands.Published("weights.csv"));
        Assert.Equal((2, 1, 1, 0.625, 1.6, 0.2), (run.Metrics["names"], run.Metrics["gross_exposure"], run.Metrics["net_exposure"], run.Metrics["herfindahl"], run.Metrics["effective_names"], run.Metrics["volatility"]));
    }

    [ShellFact]
    public void Weights_by_date_go_as_far_as_they_say_and_figures_are_those_of_the_last_date()
    {
        Create("printf 'date,symbol,weight\\n2024-01-04,A,1\\n2024-01-03,A,0.5\\n2024-01-03,B,-0.5\\n' > \"$OPTAIC_OUTPUT/weights.csv\"; echo shared > \"$OPTAIC_OUTPUT/notes.txt\"");

        var run = _commands.Run();

        Assert.Equal(new DateOnly(2024, 1, 4), run.LastDataDate);
        Assert.Equal((1, 1), (run.Metrics["names"], run.Metrics["net_exposure"]));
        Assert.Equal("date,entity,weight\n2024-01-03,A,0.5\n2024-01-04,A,1\n2024-01-03,B,-0.5\n", _commands.Published("weights.csv"));
        Assert.Equal("shared\n", _commands.Published("notes.txt"));
    }

    [ShellTheory]
    [InlineData("echo x > \"$OPTAIC_OUTPUT/weight.csv\"", "left no weights.csv in its output folder; it left weight.csv")]
    [InlineData("printf 'entity,weight\\n' > \"$OPTAIC_OUTPUT/weights.csv\"", "without a single weight")]
    [InlineData(": > \"$OPTAIC_OUTPUT/weights.csv\"", "weights.csv")]
    [InlineData("printf 'entity,weight\\nA,0.5\\nB,NaN\\n' > \"$OPTAIC_OUTPUT/weights.csv\"", "weights.csv:3")]
    [InlineData("printf 'entity,weight\\nA,half\\n' > \"$OPTAIC_OUTPUT/weights.csv\"", "weights.csv:2")]
    [InlineData("printf 'entity,weight\\nA,0.5\\nA,0.5\\n' > \"$OPTAIC_OUTPUT/weights.csv\"", "stands already at")]
    [InlineData("printf 'entity,share\\nA,1\\n' > \"$OPTAIC_OUTPUT/weights.csv\"", "no column 'weight'")]
    public void What_is_no_set_of_weights_is_not_published(string script, string problem)
    {
        Create(script);

        var run = _commands.Run();

        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.Null(_commands.Published("weights.csv"));
    }

    [ShellFact]
    public void Contracts_of_portfolios_judge_the_weights_before_they_are_published()
    {
        Create(
            "echo entity,weight > \"$OPTAIC_OUTPUT/weights.csv\"; cat ../weights >> \"$OPTAIC_OUTPUT/weights.csv\"",
            "guardrail_contracts: [{ kind: portfolio.weights, config: { tolerance: 0.01 } }, { kind: portfolio.leverage, config: { max_gross: 1.5 } }, { kind: portfolio.concentration, config: { max_weight: 0.8 } }, { kind: portfolio.turnover, config: { max: 0.5 } }]");

        Assert.Equal(["not_checked portfolio.turnover"], Outcomes("A,0.5\nB,0.5\n", RunStatus.Completed));
        Assert.Equal(["blocked portfolio.weights"], Outcomes("A,0.5\nB,0.4\n", RunStatus.Failed));
        Assert.Equal(["blocked portfolio.turnover"], Outcomes("A,0.2\nB,0.8\n", RunStatus.Failed));
        Assert.Equal(["blocked portfolio.concentration", "blocked portfolio.turnover"], Outcomes("A,1\n", RunStatus.Failed));
        Assert.Equal(["blocked portfolio.leverage", "blocked portfolio.turnover"], Outcomes("A,1.6\nB,-0.6\n", RunStatus.Failed));
        Assert.Equal("date,entity,weight\n2024-01-05,A,0.5\n2024-01-05,B,0.5\n", _commands.Published("weights.csv"));
        Assert.Empty(Outcomes("A,0.4\nB,0.6\n", RunStatus.Completed));
    }

    [ShellFact]
    public void A_backtest_takes_no_optimiser_that_is_a_program_and_says_which_it_takes()
    {
        Create("true");

        var error = Assert.Throws<IncompatibleUpstreamException>(() => Backtest("bt", "c"));

        Assert.Equal(
            "bt: c1@1.0.0 of c is a program, which runs once per optimize flow; bt asks its optimiser on every rebalance date, and takes one whose entry is builtin.equal_weight or builtin.min_variance",
            error.Message);
        Assert.Single(_commands.Test.With(w => w.Instances.List(new())), i => i.Name == "c");
    }

    [ShellFact]
    public void An_optimiser_of_a_backtest_does_not_become_a_program()
    {
        var test = _commands.Test;
        test.Register("{ kind: PortfolioOptimizerDef, name: mine, version: 1.0.0, entry: { builtin: builtin.equal_weight } }");
        test.Create("{ name: opt, definition: mine, upstream_refs: [{ resource: prices, role: input }] }");
        Backtest("bt", "opt");
        test.Register("{ kind: PortfolioOptimizerDef, name: mine, version: 1.1.0, entry: { command: [/bin/sh, -c, 'true'] } }");

        var error = Assert.Throws<IncompatibleUpstreamException>(() => test.With(w => w.Instances.Update("opt")));

        Assert.Contains("mine@1.1.0 of opt is a program", error.Message, StringComparison.Ordinal);
    }

    private void Create(string script, string more = "") => _commands.Create(script, "PortfolioOptimizerDef", "'${input.input.csv}'", more, spec: "upstream_refs: [{ resource: prices, role: input }]");

    private void Backtest(string name, string optimizer) =>
        _commands.Test.Create($"{{ name: {name}, type: BacktestInstance, assets: {{ prices: prices }}, signals: {{ optimizer: {optimizer} }}, config: {{ fill: next_close, portfolio: {{ select: {{ rule: all }} }}, lookback: 2 }} }}");

    private IEnumerable<string> Outcomes(string weights, RunStatus status)
    {
        File.WriteAllText(Path.Combine(_commands.Test.DirectoryOf("c"), "weights"), weights);
        var run = _commands.Run();
        Assert.Equal((status, 4), (run.Status, run.Contracts.Count));
        return run.Contracts.Where(c => c.Outcome != ContractOutcome.Passed).Select(c => $"{Model.SnakeCase.Of(c.Outcome)} {c.Kind}").Order(StringComparer.Ordinal);
    }
}
