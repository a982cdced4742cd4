using System.Text.Json;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Freshness;

namespace OptAIC.Engine.Tests.Expressions;

public sealed class DefinitionMacroTests : IDisposable
{
    private const string Growth = "{window: {type: integer, minimum: 1, maximum: 5, default: 1}, log: {type: boolean, default: false}}";
    private const string GrowthText = "${log} ? LOG(${input} / REF(${input}, ${window})) : ${input} / REF(${input}, ${window}) - 1";

    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_dataset_calls_a_definition_by_name()
    {
        Register("growth", "1.0.0", GrowthText, Growth);
        _test.CreatePrices();
        Dataset("signal", "GROWTH(close, window=2)");

        _test.Refresh("+signal");

        // A: 100, 101, … and B: 50, 52, …; two rows apart.
        var rows = _test.With(w => w.Data.Read("signal").Rows.ToList());
        Assert.Equal([(102 / 100.0) - 1, (54 / 50.0) - 1], rows.Where(r => r.Date == new DateOnly(2024, 1, 3)).Select(r => r.Values.Span[0]));
        Assert.Equal(6, rows.Count);
    }

    [Theory]
    [InlineData("GROWTH(close, 0)", "line 1, column 15: found 0 for window of growth(input, window = 1, log = 0), expected at least 1")]
    [InlineData("GROWTH(close, 2.5)", "line 1, column 15: found 2.5 for window of growth(input, window = 1, log = 0), expected an integer")]
    [InlineData("GROWTH(close, log=2)", "line 1, column 19: found 2 for log of growth(input, window = 1, log = 0), expected 1 for true or 0 for false")]
    [InlineData("1 + GRWOTH(close)", "line 1, column 5: found the unknown function 'GRWOTH', expected a function; did you mean 'growth'?")]
    [InlineData("GROWTH(MEAN(1, 2))", "line 1, column 13: found the constant 1 for x of MEAN(x, window), expected an expression with a column")]
    public void A_call_that_does_not_fit_is_refused_at_creation(string expression, string problem)
    {
        Register("growth", "1.0.0", GrowthText, Growth);
        _test.CreatePrices();

        var error = Assert.Throws<InvalidSpecException>(() => Dataset("signal", expression));

        Assert.Equal($"expression '{expression}', {problem}", error.Issues[0].Message);
    }

    [Fact]
    public void Parameters_come_in_the_order_in_which_they_are_declared()
    {
        Register("blend", "1.0.0", "${a} * ${input.x} + ${z} * ${input.y}", "{z: {type: number}, a: {type: number}}");
        _test.CreatePrices();
        Dataset("signal", "BLEND(close, close, 10, 1)");

        _test.Refresh("+signal");

        Assert.Equal(11 * 100, _test.With(w => w.Data.Read("signal").Rows.First().Values.Span[0]));
    }

    [Fact]
    public void A_newer_version_changes_no_instance_and_is_shown()
    {
        Register("twice", "1.0.0", "2 * ${input}");
        Register("fourfold", "1.0.0", "TWICE(TWICE(${input}))");
        _test.CreatePrices();
        Dataset("signal", "Fourfold(close)");
        _test.Refresh("+signal");
        var before = First("signal");
        Assert.False(_test.With(w => w.Instances.Get("signal")).UpdateAvailable);

        Register("twice", "1.1.0", "3 * ${input}");

        var signal = _test.With(w => w.Instances.Get("signal"));
        Assert.Equal((FlowStatus.Ready, true), (signal.Status, signal.UpdateAvailable));
        Assert.Equal(["fourfold 1.0.0", "twice 1.0.0"], Pinned("signal"));
        _test.WritePrices(days: 6);
        _test.Refresh("+signal");
        Assert.Equal(before, First("signal"));
        Dataset("fresh", "Fourfold(close)");
        _test.Refresh("+fresh");
        Assert.Equal(9 * 100, First("fresh"));
    }

    [Fact]
    public void A_change_of_the_config_keeps_what_is_pinned_and_pins_what_is_new()
    {
        Register("twice", "1.0.0", "2 * ${input}");
        _test.CreatePrices();
        Dataset("signal", "TWICE(close)");
        _test.Refresh("+signal");
        Register("twice", "2.0.0", "3 * ${input}");
        Register("plus", "1.0.0", "1 + ${input}");

        var change = _test.With(w => w.Instances.Set("signal", new InstanceRequest { Config = ["expression=PLUS(TWICE(close))"] }));

        Assert.Equal(["config.expression: TWICE(close) → PLUS(TWICE(close))", "macros.plus: (none) → 1.0.0"], change.Differences.Select(d => d.ToString()));
        Assert.Equal(ReasonCode.ConfigChanged, _test.Flow("signal").Reasons[0].Code);
        _test.Refresh("signal");
        Assert.Equal(201, First("signal"));
    }

    [Fact]
    public void An_update_moves_what_an_expression_calls_and_the_flow_is_stale_by_config()
    {
        Register("twice", "1.0.0", "2 * ${input}");
        _test.CreatePrices();
        Dataset("signal", "TWICE(close)");
        _test.Refresh("+signal");
        Register("twice", "1.1.0", "3 * ${input}");
        Assert.Equal(["signal"], Assert.Throws<Engine.Definitions.DefinitionInUseException>(() => _test.With(w => w.Definitions.Remove("twice@1.0.0"))).Instances);

        var change = _test.With(w => w.Instances.Update("signal"));

        Assert.Equal(["macro: twice@1.0.0 → twice@1.1.0"], change.Moves.Select(m => m.ToString()));
        Assert.Equal(ReasonCode.ConfigChanged, _test.Flow("signal").Reasons[0].Code);
        Assert.False(_test.With(w => w.Instances.Get("signal")).UpdateAvailable);
        _test.Refresh("signal");
        Assert.Equal(300, First("signal"));
    }

    [Fact]
    public void Definitions_that_call_each_other_in_a_circle_are_refused_with_the_path()
    {
        Register("ping", "1.0.0", "PONG(${input})");
        Register("pong", "1.0.0", "PING(${input})");
        _test.CreatePrices();

        var error = Assert.Throws<InvalidSpecException>(() => Dataset("signal", "PING(close)"));

        Assert.Equal("expression 'PING(close)', line 1, column 1: in ping, line 1, column 1: in pong, line 1, column 1: found a circle of macros: ping → pong → ping, expected macros that do not call themselves", error.Issues[0].Message);
    }

    private double First(string instance) => _test.With(w => w.Data.Read(instance).Rows.First().Values.Span[0]);

    private void Dataset(string name, string expression) => _test.CreateSignal(name, "prices", expression);

    private void Register(string name, string version, string expression, string parameters = "{}") => _test.Register($"""
        kind: OpMacroDef
        name: {name}
        version: {version}
        entry: {'{'} expression: '{expression}' {'}'}
        parameters_schema: {'{'} type: object, additionalProperties: false, properties: {parameters} {'}'}
        """);

    private IEnumerable<string> Pinned(string instance)
    {
        using var document = JsonDocument.Parse(_test.With(w => w.Instances.Spec(instance)));
        return [.. document.RootElement.GetProperty("macros").EnumerateArray().Select(m => $"{m.GetProperty("name").GetString()} {m.GetProperty("version").GetString()}")];
    }
}
