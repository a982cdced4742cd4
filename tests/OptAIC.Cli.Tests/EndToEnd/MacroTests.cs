using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

public sealed class MacroTests : IDisposable
{
    private const string Momentum = """
        kind: OpMacroDef
        name: momentum
        version: 1.0.0
        entry: { expression: 'ZSCORE(REF(${input}, ${skip}) / REF(${input}, ${window}) - 1)' }
        parameters_schema: { properties: { window: {type: integer, minimum: 1, default: 252}, skip: {type: integer, minimum: 0, default: 21} } }
        """;

    private readonly SmallWorkspace _small = new();

    public void Dispose() => _small.Dispose();

    [Fact]
    public void A_dataset_that_calls_a_macro_has_the_data_of_the_one_that_spells_it_out()
    {
        Register(Momentum);
        Create("called", "MOMENTUM(close, window=60, skip=5)");

        _small.Succeed("refresh", "+called", "momentum");

        var called = _small.Succeed("data", "read", "called", "--format", "csv").Output;
        Assert.Equal(_small.Succeed("data", "read", "momentum", "--format", "csv").Output, called);
        Assert.True(called.Split('\n').Length > 100, called);
    }

    [Fact]
    public void A_newer_macro_is_shown_as_an_update_and_makes_nothing_stale()
    {
        Register(Momentum);
        Create("called", "MOMENTUM(close, 60, 5)");
        _small.Succeed("refresh", "+called");

        Register(Momentum.Replace("1.0.0", "1.1.0", StringComparison.Ordinal));

        var shown = _small.Optaic.Json("instance", "show", "called");
        Assert.Equal(("ready", true), (shown.GetProperty("status").GetString(), shown.GetProperty("update_available").GetBoolean()));
    }

    [Fact]
    public void A_call_that_does_not_fit_is_refused_with_its_place_and_exit_2()
    {
        Register(Momentum);

        var result = _small.Optaic.Run("instance", "create", "--definition", "builtin.expression", "--config", "expression=1 + MOMENTUM(close, windw=60)", "--upstream", "input=prices");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("line 1, column 21: found the unknown argument 'windw', expected momentum(input, window = 252, skip = 21); did you mean 'window'?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_a_definition_is_listed_with_its_place_in_the_file()
    {
        var file = _small.Write("bad/definition.yml", "kind: OpDef\nname: bad\nversion: 1.0.0\nentry:\n  expression: |\n    fast: MEAN(close, 20)\n    fast / MEAN(close, 0)\n");

        var result = _small.Optaic.Run("definition", "validate", Path.GetDirectoryName(file)!);

        Assert.Equal(2, result.ExitCode);
        Assert.EndsWith("definition.yml:7:24: /entry/expression: found 0 for window of MEAN(x, window), expected a whole number of rows, 1 or more", result.OutputLines[0], StringComparison.Ordinal);
    }

    private void Register(string definition) => _small.Succeed("definition", "register", Path.GetDirectoryName(_small.Write($"{Guid.NewGuid():N}/definition.yml", definition))!);

    private void Create(string name, string expression) => _small.Succeed(
        "instance", "create", "--name", name, "--type", "SignalInstance", "--definition", "builtin.expression",
        "--config", $"expression={expression}", "--config", "output=momentum", "--upstream", "input=prices");
}
