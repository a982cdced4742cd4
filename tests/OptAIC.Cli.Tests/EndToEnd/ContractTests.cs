using System.Text.Json;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

public sealed class ContractTests : IDisposable
{
    private const string Good = "good.csv";
    private const string Bad = "bad.csv";

    private readonly TemporaryRoot _root = new();
    private readonly Optaic _optaic;

    public ContractTests()
    {
        _optaic = new Optaic(_root.Path);
        Succeed("init");
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_bad_load_of_real_prices_is_blocked_and_readers_keep_the_version_before()
    {
        CreatePrices("""
            - { kind: dataset.schema, config: { required_columns: [open, close, volume], dtypes: { volume: int64 } } }
            - { assert: "close > 0" }
            - { assert: "ABS(close / published.close - 1) < 0.05", allow_failing: 0.01 }
            """);
        Load(Good);
        Succeed("flow", "start", "prices");
        var before = Read();
        var version = Show("prices").GetProperty("data_version").GetString();

        Load(Bad);
        var result = _optaic.Run("flow", "start", "prices");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("prices publishes nothing: assert (prices): ", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(before, Read());
        var run = Show("prices");
        Assert.Equal(("failed", "contract"), (run.GetProperty("status").GetString(), run.GetProperty("error_type").GetString()));
        Assert.Equal(["passed", "passed", "blocked"], Outcomes(run));
        var issue = run.GetProperty("contracts")[2].GetProperty("issues")[0];
        Assert.True(issue.GetProperty("count").GetInt64() > 200, issue.ToString());
        Assert.StartsWith("2017-05-01 AAPL close=", issue.GetProperty("sample")[0].GetString(), StringComparison.Ordinal);

        // The data are those of the good load, and so the contracts over them hold.
        Succeed("data", "test", "prices");
        Load(Good);
        Succeed("flow", "start", "prices");
        Assert.Equal(version, Show("prices").GetProperty("data_version").GetString());
    }

    [Fact]
    public void What_only_warns_is_published_and_kept_with_the_run_until_the_instance_is_official()
    {
        CreatePrices("""- { assert: "close < 50", enforcement: warn }""");
        Load(Good);
        Succeed("flow", "start", "prices");
        Assert.Equal(["warned"], Outcomes(Show("prices")));
        Succeed("data", "test", "prices");
        Succeed("instance", "publish", "prices", "--stage", "staging");

        var refused = _optaic.Run("instance", "publish", "prices", "--stage", "official");

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("prices is not promoted: assert (prices): ", refused.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal("staging", _optaic.Json("instance", "show", "prices").GetProperty("stage").GetString());
    }

    [Fact]
    public void What_a_contract_that_only_warns_has_found_in_a_spec_is_said_on_standard_error()
    {
        CreatePrices("");
        var spec = _root.Write("mv.yml", "name: mv\ndefinition: builtin.min_variance\nconfig: { max_weight: 0.5 }\nupstream_refs: [ { resource: prices } ]\nguardrail_contracts: [ { kind: portfolio.weights, config: { max: 0.1 }, enforcement: warn } ]\n");
        const string Said = "mv: portfolio.weights (mv): the config allows weights up to 0.5; the contract allows 0.1";

        Assert.Equal([$"warning: {Said}"], Succeed("instance", "create", "-f", spec, "--what-if").ErrorLines);
        var json = Succeed("instance", "create", "-f", spec, "--json");
        Assert.Equal([$$"""{"warning":"{{Said}}"}"""], json.ErrorLines);
        Assert.Equal("mv", json.Json.GetProperty("name").GetString());
        Assert.Equal([$"warning: {Said.Replace("0.5", "0.2", StringComparison.Ordinal)}"], Succeed("instance", "set", "mv", "--config", "max_weight=0.2").ErrorLines);
        Assert.Empty(Succeed("instance", "set", "mv", "--config", "max_weight=0.05").ErrorLines);
    }

    [Fact]
    public void Data_are_tested_on_demand_against_files_and_conditions()
    {
        CreatePrices("""- { kind: dataset.coverage, config: { min_entities: 5 } }""");
        Load(Good);
        Succeed("flow", "start", "prices");
        var strict = _root.Write("strict.yml", "guardrail_contracts:\n  - { kind: dataset.freshness, config: { max_age_business_days: 1 } }\n");

        Assert.Equal(["passed"], Outcomes(_optaic.Json("data", "test", "prices")));
        Assert.Equal(4, _optaic.Run("data", "test", "prices", "--contract", strict).ExitCode);
        Assert.Equal(0, _optaic.Run("data", "test", "prices", "--contract", strict, "--as-of", "2017-08-11").ExitCode);
        Assert.Equal(4, _optaic.Run("data", "test", "prices", "--assert", "close > 100", "--only").ExitCode);
        Assert.Equal(0, _optaic.Run("data", "test", "prices", "--assert", "close > 100", "--allow-failing", "0.8").ExitCode);
        Assert.Contains("max_age_business_days", _optaic.Run("data", "test", "prices", "--contract", _root.Write("wrong.yml", "- { kind: dataset.freshness, config: { max_age_busines_days: 1 } }\n")).Error, StringComparison.Ordinal);
        Assert.Equal(2, _optaic.Run("data", "test", "prices", "--assert", "close >").ExitCode);
    }

    [Fact]
    public void A_program_may_judge_by_its_exit_code_and_by_the_issues_that_it_writes()
    {
        CreatePrices("""- { command: [sh, -c, "grep -q ',GE,' $OPTAIC_DATA && echo 'optaic::issue severity=error code=no_ge message=banned count=3'"] }""");
        Load(Good);

        var result = _optaic.Run("flow", "start", "prices");

        Assert.Equal(4, result.ExitCode);
        var issue = Show("prices").GetProperty("contracts")[0].GetProperty("issues")[0];
        Assert.Equal(("no_ge", "banned", 3), (issue.GetProperty("code").GetString(), issue.GetProperty("message").GetString(), issue.GetProperty("count").GetInt32()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_root.Path, "staging")));
    }

    [Fact]
    public void A_dataset_becomes_a_signal_in_place_goes_through_the_stages_and_back()
    {
        CreatePrices("");
        Load(Good);
        Succeed("instance", "create", "--name", "reversal", "--type", "DatasetInstance", "--definition", "builtin.expression", "--config", "expression=-1 * DELTA(close, 5) / close", "--config", "output=reversal", "--upstream", "input=prices");
        Succeed("refresh", "+reversal");
        var before = _optaic.Json("instance", "show", "reversal");

        Assert.Equal(4, _optaic.Run("instance", "publish", "reversal", "--to", "signal", "--spec", "max=0.01").ExitCode);
        Assert.Contains("did you mean 'max'", _optaic.Run("instance", "publish", "reversal", "--to", "signal", "--spec", "maxx=1").Error, StringComparison.Ordinal);
        Assert.StartsWith("would publish", Succeed("instance", "publish", "reversal", "--to", "signal", "--spec", "min=-1", "--spec", "max=1", "--what-if").OutputLines[^1], StringComparison.Ordinal);
        Succeed("instance", "publish", "reversal", "--to", "signal", "--spec", "min=-1", "--spec", "max=1", "--reason", "reviewed");
        Assert.Equal(4, _optaic.Run("instance", "publish", "reversal", "--stage", "official").ExitCode);
        Succeed("instance", "publish", "reversal", "--stage", "staging");
        Succeed("instance", "publish", "reversal", "--stage", "official");

        var after = _optaic.Json("instance", "show", "reversal");
        Assert.Equal(("SignalInstance", "official", "ready"), (after.GetProperty("type").GetString(), after.GetProperty("stage").GetString(), after.GetProperty("status").GetString()));
        Assert.Equal((before.GetProperty("id").GetString(), before.GetProperty("path").GetString()), (after.GetProperty("id").GetString(), after.GetProperty("path").GetString()));
        Assert.Equal(["reversal"], _optaic.Json("refresh", "stage:official", "--what-if").GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("instance").GetString()));
        var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(after.GetProperty("path").GetString()!, "instance.json"))).RootElement;
        var promotions = document.GetProperty("promotions").EnumerateArray().ToList();
        Assert.Equal(3, promotions.Count);
        Assert.Equal("reviewed", promotions[0].GetProperty("reason").GetString());
        Assert.Equal("passed", promotions[2].GetProperty("contracts")[0].GetProperty("outcome").GetString());
        Assert.Equal(3, File.ReadLines(Path.Combine(_root.Path, "activity.jsonl")).Count(l => l.Contains("instance.promoted", StringComparison.Ordinal)));

        Succeed("instance", "publish", "reversal", "--stage", "draft", "--to", "dataset");
        after = _optaic.Json("instance", "show", "reversal");
        Assert.Equal(("DatasetInstance", "draft"), (after.GetProperty("type").GetString(), after.GetProperty("stage").GetString()));
        Assert.Equal(0, _optaic.Run("doctor").ExitCode);
    }

    private void CreatePrices(string contracts)
    {
        var list = contracts.Length == 0 ? "" : $"guardrail_contracts:\n  {contracts.ReplaceLineEndings("\n  ")}\n";
        Succeed("instance", "create", "-f", _root.Write("prices.yml", $"name: prices\ntype: DatasetInstance\ndefinition: builtin.csv\nconfig: {{ path: {Path.Combine(_root.Path, "load.csv").Replace('\\', '/')} }}\n{list}"));
    }

    private void Load(string vintage) => File.Copy(Path.Combine(AppContext.BaseDirectory, "data", "vintages", vintage), Path.Combine(_root.Path, "load.csv"), overwrite: true);

    private string Read() => Succeed("data", "read", "prices", "--format", "csv").Output;

    private JsonElement Show(string run) => _optaic.Json("runs", "show", run);

    private static List<string> Outcomes(JsonElement owner) =>
        [.. (owner.ValueKind == JsonValueKind.Array ? owner : owner.GetProperty("contracts")).EnumerateArray().Select(c => c.GetProperty("outcome").GetString()!)];

    private CommandResult Succeed(params string[] args)
    {
        var result = _optaic.Run(args);
        Assert.True(result.ExitCode == 0, $"optaic {string.Join(' ', args)}: {result}");
        return result;
    }
}
