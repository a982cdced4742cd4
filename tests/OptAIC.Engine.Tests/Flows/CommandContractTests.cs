using System.Text.Json;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Flows;

public sealed class CommandContractTests : IDisposable
{
    private readonly CommandWorkspace _commands = new();

    public void Dispose() => _commands.Dispose();

    [ShellFact]
    public void The_context_file_says_everything_that_a_program_needs()
    {
        _commands.Test.CreatePrices();
        _commands.Test.Refresh("prices");
        _commands.Create(
            "cp \"$OPTAIC_CONTEXT\" \"$OPTAIC_OUTPUT/context.json\"",
            more: "parameters_schema: { type: object, properties: { window: { type: integer, default: 20 } } }",
            spec: "upstream_refs: [ { resource: prices, role: input } ]");

        var run = _commands.Run();

        Assert.Equal(RunStatus.Completed, run.Status);
        var context = JsonDocument.Parse(_commands.Published("context.json")!).RootElement;
        Assert.Equal(
            ["format", "run_id", "instance", "instance_id", "type", "flow", "definition", "trigger", "actor", "attempt", "started_at", "as_of", "last_data_date", "data_version",
                "directory", "workflow", "output", "artifacts", "metrics", "report", "config", "parameters", "secrets", "inputs"],
            context.EnumerateObject().Select(p => p.Name));
        Assert.Equal((1, run.Id, "c", "run", 20), (context.GetProperty("format").GetInt32(), context.GetProperty("run_id").GetGuid(), context.GetProperty("instance").GetString(), context.GetProperty("flow").GetString(), context.GetProperty("config").GetProperty("window").GetInt32()));
        var input = context.GetProperty("inputs")[0];
        Assert.Equal(("prices", "input", "sqlite", "2024-01-05"), (input.GetProperty("instance").GetString(), input.GetProperty("role").GetString(), input.GetProperty("format").GetString(), input.GetProperty("last_data_date").GetString()));
        Assert.Equal(_commands.Test.Flow("prices").DataVersion, input.GetProperty("data_version").GetString());
    }

    [ShellFact]
    public void An_upstream_dataset_is_there_as_a_CSV_file_and_gone_after_the_run()
    {
        _commands.Test.CreatePrices();
        _commands.Test.Refresh("prices");
        _commands.Create(
            "cat \"$1\" > \"$OPTAIC_OUTPUT/seen.csv\"; echo \"$1\" > \"$OPTAIC_OUTPUT/where\"",
            arguments: "'${input.input.csv}'",
            spec: "upstream_refs: [ { resource: prices, role: input } ]");

        var run = _commands.Run();

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.StartsWith("date,entity,close\n2024-01-01,A,100\n2024-01-02,A,101\n", _commands.Published("seen.csv"), StringComparison.Ordinal);
        Assert.Equal(11, _commands.Published("seen.csv")!.Count(c => c == '\n'));
        Assert.False(File.Exists(_commands.Published("where")!.Trim()));
    }

    [ShellFact]
    public void An_entry_that_reads_the_store_itself_gets_no_files()
    {
        _commands.Test.CreatePrices();
        _commands.Test.Refresh("prices");
        _commands.Create("ls \"$OPTAIC_RUN_DIR/workflow/.optaic/run/inputs\" > \"$OPTAIC_OUTPUT/files\"", entry: "input_files: none", spec: "upstream_refs: [ { resource: prices, role: input } ]");

        Assert.Equal(RunStatus.Completed, _commands.Run().Status);

        Assert.Equal("", _commands.Published("files"));
    }

    [ShellFact]
    public void Templates_are_filled_and_a_doubled_dollar_sign_stands_for_itself()
    {
        _commands.Create(
            "for a in \"$@\"; do echo \"$a\"; done > \"$OPTAIC_OUTPUT/arguments\"",
            arguments: "'${config.vendor.name}', 'a ${config.n} b', '$${config.n}', '${run.id}', '${run.output}', '${run.instance}/${run.flow}', '${config.list}', 'It''s $5 {}'",
            more: "parameters_schema: { type: object, properties: { n: { type: integer, default: 7 }, list: { type: array, default: [1, x] }, vendor: { type: object, default: { name: 'AT&T \"q\"' }, properties: { name: { type: string } } } } }");

        var run = _commands.Run();

        var lines = _commands.Published("arguments")!.Split('\n');
        Assert.Equal(["AT&T \"q\"", "a 7 b", "${config.n}", run.Id.ToString("D")], lines[..4]);
        Assert.Equal(["c/run", "[1,\"x\"]", "It's $5 {}", ""], lines[5..]);
    }

    [ShellFact]
    public void A_template_that_names_nothing_fails_the_run_and_says_what_there_is()
    {
        _commands.Create("true", arguments: "'${config.windw}'", more: "parameters_schema: { type: object, properties: { window: { type: integer, default: 20 } } }");

        var run = _commands.Run();

        Assert.Equal((RunStatus.Failed, "unknown_template"), (run.Status, run.ErrorType));
        Assert.Contains("config.window", run.Error, StringComparison.Ordinal);
    }

    [ShellFact]
    public void A_role_with_two_upstreams_is_ambiguous_and_their_names_are_not()
    {
        _commands.Test.CreatePrices();
        _commands.Test.CreateSignal("double", "prices");
        _commands.Test.Refresh("+double");
        const string upstreams = "upstream_refs: [ { resource: prices, role: input }, { resource: double, role: input } ]";
        _commands.Create("true", arguments: "'${input.input.csv}'", spec: upstreams);
        _commands.Create("cat \"$1\" > \"$OPTAIC_OUTPUT/seen.csv\"", arguments: "'${input.double.csv}'", spec: upstreams, name: "d");

        Assert.Equal("forbidden_template", _commands.Run().ErrorType);
        Assert.Equal(RunStatus.Completed, _commands.Run("d").Status);
        Assert.Contains("2024-01-01,A,200", _commands.Published("seen.csv", "d"), StringComparison.Ordinal);
    }

    [ShellFact]
    public void A_program_inherits_what_its_entry_allows_and_nothing_else()
    {
        Environment.SetEnvironmentVariable("COMMANDTEST_A", "a");
        Environment.SetEnvironmentVariable("COMMANDTEST_B", "b");
        Environment.SetEnvironmentVariable("ANOTHERTEST", "c");
        Environment.SetEnvironmentVariable("OPTAIC_SECRET_COMMANDTEST", "hidden");
        _commands.Create("env > \"$OPTAIC_OUTPUT/env\"", entry: "environment: { allow: ['COMMANDTEST_*'], set: { WINDOW: '${config.window} days' } }", more: "parameters_schema: { type: object, properties: { window: { type: integer, default: 20 } } }");

        Assert.Equal(RunStatus.Completed, _commands.Run().Status);

        var variables = _commands.Published("env")!.Split('\n');
        Assert.Contains("COMMANDTEST_A=a", variables);
        Assert.Contains("COMMANDTEST_B=b", variables);
        Assert.Contains("WINDOW=20 days", variables);
        Assert.DoesNotContain(variables, v => v.StartsWith("ANOTHERTEST", StringComparison.Ordinal) || v.StartsWith("OPTAIC_SECRET", StringComparison.Ordinal) || v.StartsWith("OPTAIC_HOME", StringComparison.Ordinal));
    }

    [ShellFact]
    public void Artifacts_belong_to_the_run_and_not_to_its_data_for_datasets_too()
    {
        const string script = """
            mkdir -p "$OPTAIC_ARTIFACTS/plots"
            date +%s%N > "$OPTAIC_ARTIFACTS/plots/equity.svg"
            echo fit > model.txt
            echo 'optaic::artifact path=model.txt'
            echo '{"rmse": 1.5, "note": "x", "none": null}' > "$OPTAIC_OUTPUT/metrics.json"
            printf 'date,entity,close\n2024-01-02,A,1\n' > "$OPTAIC_OUTPUT/prices.csv"
            """;
        _commands.Create(script, kind: "PipelineDef");
        _commands.Create(script, name: "w");

        foreach (var name in (string[])["c", "w"])
        {
            var first = _commands.Run(name);
            var second = _commands.Run(name);

            Assert.Equal((RunStatus.Completed, RunStatus.Completed), (first.Status, second.Status));
            Assert.Equal(first.DataVersion, second.DataVersion);
            Assert.Equal(1.5, second.Metrics["rmse"]);
            Assert.Null(second.Metrics["none"]);
            var artifacts = Directory.GetFiles(Path.Combine(_commands.Test.DirectoryOf(name), "artifacts", second.Id.ToString("D")), "*", SearchOption.AllDirectories);
            Assert.Equal(artifacts.Order(), second.Artifacts.Select(a => a.Path).Where(p => p.Contains("/artifacts/", StringComparison.Ordinal)).Order());
            Assert.Equal(["equity.svg", "model.txt"], artifacts.Select(Path.GetFileName).Order());
            var model = Assert.Single(second.Artifacts, a => a.Path.EndsWith("model.txt", StringComparison.Ordinal));
            Assert.Equal((4, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("fit\n"u8))), (model.Size, model.Sha256));
            Assert.StartsWith("metrics.json: 'note'", _commands.Record(name).GetProperty("issues")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [ShellFact]
    public void A_pipeline_can_say_how_far_its_source_goes()
    {
        _commands.Create("printf 'date,entity,close\\n2024-01-02,A,1\\n' > \"$OPTAIC_OUTPUT/p.csv\"; echo optaic::output last_data_date=2024-01-09", kind: "PipelineDef");

        Assert.Equal(new DateOnly(2024, 1, 9), _commands.Run().LastDataDate);
        Assert.Equal("2024-01-09", _commands.Context(_commands.Run()).GetProperty("last_data_date").GetString());
    }
}
