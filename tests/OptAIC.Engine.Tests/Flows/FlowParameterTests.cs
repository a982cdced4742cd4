using OptAIC.Engine.Facade;
using OptAIC.Engine.Flows;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Flows;

public sealed class FlowParameterTests : IDisposable
{
    private const string Flows = """
        flow_specs:
          - flow_kind: run
            parameters_schema:
              type: object
              additionalProperties: false
              properties: { full: { type: boolean, default: false }, days: { type: integer, default: 5, minimum: 1 } }
        """;

    private readonly CommandWorkspace _commands = new();

    public void Dispose() => _commands.Dispose();

    [ShellFact]
    public void A_program_is_told_what_its_flow_was_started_with_and_the_defaults_of_the_rest()
    {
        _commands.Create("echo \"$1 $2\"", arguments: "\"${parameters.full}\", \"${parameters.days}\"", more: Flows);

        var run = Start("full=true");

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal("true 5\n", _commands.Log(run));
        Assert.Equal("""{"days":5,"full":true}""", _commands.Context(run).GetProperty("parameters").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        Assert.True(_commands.Record().GetProperty("parameters").GetProperty("full").GetBoolean());
    }

    [ShellFact]
    public void Without_any_it_is_told_the_defaults_and_another_start_does_not_remember()
    {
        _commands.Create("echo \"$1\"", arguments: "\"${parameters.days}\"", more: Flows);
        Start("days=9");

        Assert.Equal("5\n", _commands.Log(_commands.Run()));
    }

    [ShellFact]
    public void What_its_schema_does_not_allow_is_refused_before_anything_runs()
    {
        _commands.Create("true", more: Flows);

        var refused = Assert.Throws<InvalidParametersException>(() => Start("days=0", "ful=true"));

        Assert.Equal(2, refused.Issues.Count);
        Assert.Contains(refused.Issues, i => i.Message.Contains("did you mean 'full'?", StringComparison.Ordinal));
        Assert.Empty(_commands.Test.With(w => w.Runs.List()));
    }

    [ShellFact]
    public void A_flow_that_takes_none_is_not_started_with_any_nor_are_several_at_once()
    {
        _commands.Create("true");
        _commands.Create("true", more: Flows, name: "d");

        Assert.Contains("takes no parameters", Assert.Throws<InvalidParametersException>(() => Start("full=true")).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidParametersException>(() => _commands.Test.Run(new FlowRunRequest { Targets = [new FlowTarget("c"), new FlowTarget("d")], Parameters = ["full=true"] }));
    }

    [ShellFact]
    public void A_run_that_needs_what_nobody_told_it_fails_and_says_what()
    {
        _commands.Create("true", more: "flow_specs: [ { flow_kind: run, parameters_schema: { type: object, required: [day], properties: { day: { type: string, format: date } } } } ]");

        var run = _commands.Run();

        Assert.Equal((RunStatus.Failed, "invalid_parameters"), (run.Status, run.ErrorType));
        Assert.Contains("'day'", run.Error, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, Start("day=2024-03-29").Status);
    }

    private OptRun Start(params string[] parameters)
    {
        _commands.Test.Run(new FlowRunRequest { Targets = [new FlowTarget("c")], Force = true, Parameters = parameters });
        return _commands.Test.With(w => w.Runs.Get("c"));
    }
}
