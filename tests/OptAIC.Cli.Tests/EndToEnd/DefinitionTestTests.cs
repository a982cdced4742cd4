using System.Text.Json;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

public sealed class DefinitionTestTests : IDisposable
{
    private readonly TemporaryRoot _root = new();
    private readonly Optaic _optaic;
    private readonly string _folder;

    public DefinitionTestTests()
    {
        // Throw-away workspaces go below a folder of this test's own.
        Directory.CreateDirectory(Path.Combine(_root.Path, "temporary"));
        _optaic = new Optaic(_root.Path) { Variables = { ["TMPDIR"] = Path.Combine(_root.Path, "temporary"), ["TMP"] = Path.Combine(_root.Path, "temporary") } };
        _folder = Path.Combine(_root.Path, "scaled");
        // Every dataset of the input goes out again under another name, with a constant beside it.
        _root.Write("scaled/definition.yml", $$"""
            kind: PipelineDef
            name: scaled
            version: 1.0.0
            entry: { command: [sh, scale.sh, '${config.factor}', '{{_root.Path}}'] }
            parameters_schema:
              type: object
              additionalProperties: false
              properties: { factor: { type: integer, minimum: 1, default: 1 } }
            guardrail_contracts:
              - { assert: scaled < 100, enforcement: warn }
              - { assert: scaled < 1000 }
            """);
        _root.Write("scaled/scale.sh", """
            test "$1" = 9 && { echo "nine is broken" >&2; exit 3; }
            test "$1" = 8 && { echo $$ > "$2/pid"; sleep 300; }
            csv=$(sed -n 's/.*"csv": *"\([^"]*\)".*/\1/p' "$OPTAIC_CONTEXT" | head -n 1)
            out=$(sed -n 's/.*"output": *"\([^"]*\)".*/\1/p' "$OPTAIC_CONTEXT" | head -n 1)
            awk -F, -v f="$1" 'NR == 1 { print "date,entity,scaled"; next } { print $1 "," $2 "," $3 * f }' "$csv" > "$out/scaled.csv"
            echo "optaic::metric name=factor value=$1"
            """);
        _root.Write("scaled/tests/data/prices.csv", "date,symbol,close\n2024-01-01,AAA,1\n2024-01-02,AAA,2\n2024-01-01,BBB,3\n2024-01-02,BBB,\n");
        _root.Write("scaled/tests/expected/double.csv", "date,entity,scaled\n2024-01-01,AAA,2.0\n2024-01-02,AAA,4\n2024-01-01,BBB,6\n2024-01-02,BBB,\n");
        Case("double", "name: two names doubled\nconfig: { factor: 2 }\nexpect: { data: expected/double.csv, metrics: { factor: 2 } }");
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Cases_that_hold_pass_with_exit_0_and_leave_nothing_behind()
    {
        Case("nine", "config: { factor: 9 }\nexpect: { error: { message: nine is broken } }");
        Case("zero", "config: { factor: 0 }\nexpect: { issues: [below_minimum] }");
        Case("later", "skip: needs a licence");

        var result = Test(_folder);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(result.OutputLines, l => l.StartsWith("passed   two names doubled  ", StringComparison.Ordinal));
        Assert.Contains("skipped  later: needs a licence", result.OutputLines);
        Assert.StartsWith("scaled@1.0.0: 3 passed, 0 failed, 1 skipped in ", result.OutputLines[^1], StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Fact]
    public void Rows_that_differ_are_shown_with_the_line_of_the_expected_one_and_exit_1()
    {
        _root.Write("scaled/tests/expected/double.csv", "date,entity,scaled\n2024-01-01,AAA,2\n2024-01-02,AAA,5\n2024-01-03,AAA,6\n");

        var result = Test(_folder);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(result.OutputLines, l => l.EndsWith("double.csv:3: 2024-01-02 AAA: expected scaled = 5, found scaled = 4", StringComparison.Ordinal));
        Assert.Contains(result.OutputLines, l => l.EndsWith("double.csv:4: 2024-01-03 AAA: not in the published data", StringComparison.Ordinal));
        Assert.Contains(result.OutputLines, l => l.EndsWith("double.yml:3:17: 2024-01-01 BBB: scaled = 6 is not expected", StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_metrics_and_statuses_that_differ_are_named()
    {
        _root.Write("scaled/tests/expected/double.csv", "date,entity,size\n2024-01-01,AAA,2\n2024-01-02,AAA,4\n2024-01-01,BBB,6\n");
        Case("double", "config: { factor: 2 }\nexpect: { data: expected/double.csv, metrics: { factor: { max: 1 }, sharpe: 4 } }");
        Case("nine", "config: { factor: 9 }");

        var results = Results(Test(_folder, "--json"));

        Assert.Equal(["different_metric", "missing_metric", "missing_column", "extra_column"], Codes(results["double"]));
        Assert.Equal(["different_status"], Codes(results["nine"]));
        Assert.Contains("nine is broken", results["nine"].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_suite_lists_every_problem_with_its_place_and_runs_nothing()
    {
        Case("double", "config: { factor: 2 }\nexpekt: {}");
        _root.Write("scaled/tests/other.yml", "inputs: { input: nowhere.csv }\nexpect: { status: completed, issues: [minimum] }\n");

        var result = Test(_folder, "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("InvalidTestSuite", result.JsonError.GetProperty("id").GetString());
        Assert.Equal(["unknown_key", "no_such_file", "contradiction"], result.JsonError.GetProperty("issues").EnumerateArray().Select(i => i.GetProperty("code").GetString()!));
        Assert.All(result.JsonError.GetProperty("issues").EnumerateArray(), i => Assert.True(i.GetProperty("line").GetInt32() > 0 && i.GetProperty("column").GetInt32() > 0));
    }

    [Fact]
    public void A_definition_that_is_not_valid_is_not_tested()
    {
        File.AppendAllText(Path.Combine(_folder, "definition.yml"), "\nentri: {}\n");

        var result = Test(_folder);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error  ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_that_hangs_is_ended_by_its_timeout()
    {
        Case("double", "config: { factor: 8 }\ntimeout: 8s");

        var result = Test(_folder);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("it did not end within 8 s, and was ended", result.Output, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Fact]
    public void Contracts_are_expected_to_hold_to_warn_or_to_block()
    {
        Case("double", "config: { factor: 2 }\nguardrail_contracts: [{ kind: dataset.coverage, config: { min_rows: 2 } }]\nexpect: { contracts: [assert, dataset.coverage] }");
        Case("warned", "config: { factor: 50 }\nexpect: { contracts: [{ kind: assert, contract: scaled < 100, outcome: warned, codes: [assertion_failed] }, { kind: assert, contract: < 1000 }] }");
        Case("blocked", "config: { factor: 500 }\nexpect: { contracts: [{ kind: assert, contract: scaled < 1000, codes: [assertion_failed] }] }");

        var result = Test(_folder);

        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [Fact]
    public void What_a_contract_warns_of_when_the_instance_is_made_stands_below_the_case()
    {
        var folder = Path.Combine(_root.Path, "capped");
        _optaic.RunHere("definition", "new", "PortfolioOptimizerDef", "--entry", "builtin", "--name", "capped", "--dir", folder);
        File.Delete(Path.Combine(folder, "tests", "limit.yml"));
        File.AppendAllText(Path.Combine(folder, "tests", "weights.yml"), "guardrail_contracts: [{ kind: portfolio.concentration, config: { max_weight: 0.4 }, enforcement: warn }]\n");

        var result = Test(folder);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("  warning: capped: portfolio.concentration (capped): the config allows weights up to 0.5; the contract allows 0.4\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixSignal.Interrupt)]
    [InlineData(UnixSignal.Terminate)]
    public void An_interrupted_test_leaves_no_workspace_and_no_process_behind(int signal)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Case("double", "config: { factor: 8 }");
        using var test = _optaic.Start("definition", "test", _folder);
        SlowFlow.WaitUntil(() => File.Exists(Path.Combine(_root.Path, "pid")) && Processes().Count > 1, "the program is at work");

        UnixSignal.Send(test.Id, signal);

        Assert.True(test.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.Equal(130, test.ExitCode);
        Assert.Empty(Left());
        Assert.Empty(Processes());
    }

    [Fact]
    public void A_registered_version_is_tested_by_name_and_cases_are_chosen_by_pattern()
    {
        Case("nine", "config: { factor: 9 }");
        Assert.Equal(0, _optaic.Run("init").ExitCode);
        Assert.Equal(0, _optaic.Run("definition", "register", _folder).ExitCode);

        Assert.Equal(0, Test("scaled", "--filter", "two*").ExitCode);
        Assert.Equal(3, Test("scaled@1.0.0", "--filter", "three*").ExitCode);
        Assert.Equal(3, Test("scalded").ExitCode);
    }

    [Fact]
    public void Workspaces_are_kept_when_asked_for()
    {
        var kept = Results(Test(_folder, "--keep", "--json"))["two names doubled"].GetProperty("workspace").GetString()!;

        Assert.True(File.Exists(Path.Combine(kept, "workspace.json")));
        Directory.Delete(kept, recursive: true);
    }

    [Fact]
    public void Optimisers_workflows_and_accessors_have_cases_too()
    {
        _root.Write("kinds/weights/definition.yml", "kind: PortfolioOptimizerDef\nname: weights\nversion: 1.0.0\nentry: { builtin: builtin.equal_weight }\nparameters_schema: { type: object, properties: { lookback: { type: integer, default: 2 } } }\n");
        _root.Write("kinds/weights/tests/half.yml", "inputs: { input: prices.csv }\nexpect: { data: weights.csv }\n");
        _root.Write("kinds/weights/tests/prices.csv", "date,symbol,close\n2024-01-01,AAA,1\n2024-01-02,AAA,2\n2024-01-03,AAA,1\n2024-01-01,BBB,3\n2024-01-02,BBB,3\n2024-01-03,BBB,2\n");
        _root.Write("kinds/weights/tests/weights.csv", "date,entity,weight\n2024-01-03,AAA,0.5\n2024-01-03,BBB,0.5\n");
        _root.Write("kinds/hello/definition.yml", "kind: WorkflowDef\nname: hello\nversion: 1.0.0\nentry: { command: [sh, -c, 'echo hello > ${run.output}/hello.txt'] }\n");
        _root.Write("kinds/hello/tests/says.yml", "expect: { files: { hello.txt: { contains: hello }, other.txt: { exists: false } } }\n");
        _root.Write("kinds/view/definition.yml", "kind: AccessorDef\nname: view\nversion: 1.0.0\nentry: { builtin: builtin.simple }\nparameters_schema: { type: object, properties: { columns: { type: array, items: { type: string } } } }\n");
        _root.Write("kinds/view/tests/prices.csv", "date,symbol,close,volume\n2024-01-01,AAA,1,10\n");
        _root.Write("kinds/view/tests/closes.csv", "date,entity,close\n2024-01-01,AAA,1\n");
        _root.Write("kinds/view/tests/one.yml", "config: { columns: [close] }\ninputs: { prices: prices.csv }\nexpect: { data: closes.csv }\n");

        foreach (var kind in (string[])["weights", "hello", "view"])
        {
            var result = Test(Path.Combine(_root.Path, "kinds", kind));
            Assert.True(result.ExitCode == 0, result.ToString());
        }
    }

    private void Case(string name, string text) =>
        _root.Write($"scaled/tests/{name}.yml", $"{(text.StartsWith("name", StringComparison.Ordinal) ? text : $"name: {name}\n{text}")}\ninputs: {{ input: data/prices.csv }}\n");

    private CommandResult Test(params string[] args) => _optaic.Run(["definition", "test", .. args]);

    private string[] Left() => Directory.GetDirectories(Path.Combine(_root.Path, "temporary"));

    // Runners and programs have the case's workspace in their arguments or environment.
    private List<int> Processes()
    {
        var mark = Path.Combine(_root.Path, "temporary", "optaic-case-");
        return [.. Directory.EnumerateDirectories("/proc").Select(d => (Folder: d, Id: int.TryParse(Path.GetFileName(d), out var id) ? id : 0)).Where(p => p.Id > 0 && UnixSignal.IsAlive(p.Id) && Mentions(p.Folder, mark)).Select(p => p.Id)];
    }

    private static bool Mentions(string process, string text)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Contains(text, StringComparison.Ordinal) || File.ReadAllText(Path.Combine(process, "environ")).Contains(text, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static Dictionary<string, JsonElement> Results(CommandResult result) =>
        result.Json.GetProperty("results").EnumerateArray().ToDictionary(r => r.GetProperty("case").GetString()!, r => r);

    private static IEnumerable<string> Codes(JsonElement result) => result.GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("code").GetString()!);
}
