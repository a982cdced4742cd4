using OptAIC.Engine.Definitions;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Definitions;

public sealed class EntryTests
{
    [Fact]
    public void A_flow_runs_its_own_entry_and_else_that_of_the_definition()
    {
        var model = Read("""
            kind: MLModuleDef
            name: forecast
            version: 1.0.0
            entry: { command: [python3, model.py] }
            flow_specs: [ { flow_kind: training, entry: { command: [python3, train.py] } }, { flow_kind: monitoring } ]
            """).Definition!;

        Assert.Equal("python3 train.py", model.EntryOf(FlowKind.Training)!.Text);
        Assert.Equal("python3 model.py", model.EntryOf(FlowKind.Monitoring)!.Text);
        Assert.Equal("python3 model.py", model.EntryOf(FlowKind.Inference)!.Text);
    }

    [Fact]
    public void A_command_says_what_it_inherits_and_sets_and_whether_it_wants_its_inputs_as_files()
    {
        var entry = Read("""
            kind: PipelineDef
            name: p
            version: 1.0.0
            entry: { command: [python3, fetch.py], environment: { allow: [HTTPS_PROXY, "AWS_*"], set: { PYTHONHASHSEED: 0, WHERE: "${run.dir}" } }, input_files: none, stop_grace: 5s }
            """).Definition!.Entry!;

        Assert.True(entry.Environment.Allows("AWS_REGION", StringComparison.Ordinal));
        Assert.True(entry.Environment.Allows("HTTPS_PROXY", StringComparison.Ordinal));
        Assert.False(entry.Environment.Allows("HTTPS_PROXY_2", StringComparison.Ordinal));
        Assert.Equal(("0", "${run.dir}"), (entry.Environment.Set["PYTHONHASHSEED"], entry.Environment.Set["WHERE"]));
        Assert.False(entry.WritesInputFiles);
        Assert.Equal(TimeSpan.FromSeconds(5), entry.StopGrace);
        Assert.Equal("python3 fetch.py", entry.Text);
    }

    [Theory]
    [InlineData("{ command: [sh], environment: { allow: ['*'] } }")]
    [InlineData("{ command: [sh], environment: { allow: [OPTAIC_SECRET_KEY] } }")]
    [InlineData("{ command: [sh], environment: { set: { OPTAIC_CONTEXT: elsewhere } } }")]
    [InlineData("{ command: [sh], environment: { sett: { A: b } } }")]
    [InlineData("{ command: [sh], input_files: parquet }")]
    [InlineData("{ command: [sh], stop_grace: 11s }")]
    [InlineData("{ command: [sh], stop_grace: soon }")]
    [InlineData("{ builtin: builtin.csv, environment: { allow: [A] } }")]
    [InlineData("{ builtin: builtin.csv, stop_grace: 1s }")]
    public void An_entry_that_asks_for_something_impossible_is_refused(string entry)
    {
        var reading = Read($"kind: PipelineDef\nname: p\nversion: 1.0.0\nentry: {entry}\n");

        Assert.Null(reading.Definition);
        Assert.NotEmpty(reading.Issues);
    }

    private static DefinitionReading Read(string text) => DefinitionReader.Read(DocumentReader.Read(text, "definition.yml"));
}
