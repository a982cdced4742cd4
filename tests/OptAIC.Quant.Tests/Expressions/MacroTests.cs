using OptAIC.Quant.Expressions;
using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Tests.Expressions;

public sealed class MacroTests
{
    private static readonly Macro s_momentum = Macro(
        "momentum",
        "ZSCORE(REF(${input}, ${skip}) / REF(${input}, ${window}) - 1)",
        new MacroParameter("window") { Default = 252, Check = AtLeastOne },
        new MacroParameter("skip") { Default = 21 });

    [Theory]
    [InlineData("MOMENTUM(close)", "ZSCORE(REF(close, 21) / REF(close, 252) - 1)")]
    [InlineData("momentum(close, 126)", "ZSCORE(REF(close, 21) / REF(close, 126) - 1)")]
    [InlineData("Momentum(close, window=126)", "ZSCORE(REF(close, 21) / REF(close, 126) - 1)")]
    [InlineData("Momentum(skip = 5, input = close)", "ZSCORE(REF(close, 5) / REF(close, 252) - 1)")]
    [InlineData("Momentum(close + 1, 2 * 60, skip = 2 + 3)", "ZSCORE(REF(close + 1, 5) / REF(close + 1, 120) - 1)")]
    [InlineData("w: 3 * 42\nMomentum(a.close, w)", "w: 126\nZSCORE(REF(a.close, 21) / REF(a.close, 126) - 1)")]
    [InlineData("1 - MOMENTUM(close) ^ 2", "1 - ZSCORE(REF(close, 21) / REF(close, 252) - 1) ^ 2")]
    [InlineData("RANK(MOMENTUM(MOMENTUM(close)))", "RANK(ZSCORE(REF(ZSCORE(REF(close, 21) / REF(close, 252) - 1), 21) / REF(ZSCORE(REF(close, 21) / REF(close, 252) - 1), 252) - 1))")]
    public void A_call_is_what_somebody_would_have_written_by_hand(string call, string written) =>
        Assert.Equal(Expression.Parse(written).ToString().Replace("3 * 42", "126", StringComparison.Ordinal), Parse(call, s_momentum).ToString().Replace("3 * 42", "126", StringComparison.Ordinal));

    [Theory]
    [InlineData("${input} * 2", "F(a + b)", "(a + b) * 2")]
    [InlineData("${input} ^ 2", "F(-a)", "(-a) ^ 2")]
    [InlineData("-${input}", "F(a ^ 2)", "-(a ^ 2)")]
    [InlineData("1 - ${input}", "2 - F(a - b)", "2 - (1 - (a - b))")]
    [InlineData("${input} ? 1 : 2", "F(a ? b : c) ? 3 : 4", "((a ? b : c) ? 1 : 2) ? 3 : 4")]
    [InlineData("|${input} - 1|", "F(|a|)", "||a| - 1|")]
    public void What_is_put_in_a_place_is_put_in_as_a_whole(string text, string call, string written) =>
        Assert.Equal(Expression.Parse(written).ToString(), Parse(call, Macro("f", text)).ToString());

    [Fact]
    public void Several_inputs_come_in_the_order_of_the_text_and_before_the_parameters()
    {
        var spread = Macro("spread", "${input.y} - ${k} * ${input.x}", new MacroParameter("k"));

        Assert.Equal(["y", "x"], spread.Template.Inputs);
        Assert.Equal("spread(y, x, k)", spread.Signature);
        Assert.Equal("a - 2 * b", Parse("SPREAD(a, b, 2)", spread).ToString());
        Assert.Equal("a - 2 * b", Parse("SPREAD(x=b, k=2, y=a)", spread).ToString());
    }

    [Fact]
    public void A_macro_that_reads_columns_of_its_input_takes_the_name_of_a_dataset()
    {
        var range = Macro("range", "(${input}.high - ${input}.low) / ${input}.close");

        Assert.Equal(["input"], range.Template.DatasetInputs);
        Assert.Equal("(prices.high - prices.low) / prices.close", Parse("RANGE(prices)", range).ToString());
        var error = Refused("RANGE(prices.close)", range);
        Assert.Equal((7, "an expression for input of range(input), which reads its column 'high'", "the name of a dataset"), (error.Column, error.Found, error.Expected));
    }

    [Fact]
    public void Lines_of_a_macro_and_of_its_caller_do_not_see_each_other()
    {
        var macro = Macro("f", "a: ${input} + 1\nb: a * 2\na + b + c");

        // a and b of the macro are its own; its c is a column, although the caller has a line c.
        Assert.Equal("a: 5\nc: 7\nx + 1 + (x + 1) * 2 + $c + a + c", Parse("a: 5\nc: 7\nF(x) + a + c", macro).ToString());
    }

    [Fact]
    public void A_line_of_a_macro_may_have_the_name_of_a_column_that_it_reads() =>
        Assert.Equal("$close * 2 + 1", Parse("F()", Macro("f", "close: close * 2\nclose + 1")).ToString());

    [Fact]
    public void Macros_may_call_macros()
    {
        var twice = Macro("twice", "2 * ${input}");
        var outer = Macro("outer", "TWICE(TWICE(${input})) + MOMENTUM(${input}, window=${n})", new MacroParameter("n"));

        Assert.Equal("2 * (2 * close) + ZSCORE(REF(close, 21) / REF(close, 60) - 1)", Parse("OUTER(close, 60)", twice, outer, s_momentum).ToString());
    }

    [Theory]
    [InlineData("MOMENTM(close)", 1, "the unknown function 'MOMENTM'", "a function", "momentum")]
    [InlineData("MOMENTUM()", 1, "momentum with 0 arguments", "momentum(input, window = 252, skip = 21)", null)]
    [InlineData("MOMENTUM(window=126)", 1, "momentum without input", "momentum(input, window = 252, skip = 21)", null)]
    [InlineData("MOMENTUM(close, 1, 2, 3)", 1, "momentum with 4 arguments", "momentum(input, window = 252, skip = 21)", null)]
    [InlineData("MOMENTUM(close, windw=126)", 17, "the unknown argument 'windw'", "momentum(input, window = 252, skip = 21)", "window")]
    [InlineData("MOMENTUM(close, 126, window=126)", 22, "a second argument window", "momentum(input, window = 252, skip = 21)", null)]
    [InlineData("MOMENTUM(close, window=126, 5)", 29, "'5' after a named argument", "'name=value'", null)]
    [InlineData("MOMENTUM(close, volume)", 17, "a value that varies for window of momentum(input, window = 252, skip = 21)", "a number", null)]
    [InlineData("MOMENTUM(close, 0 / 0)", 19, "a value that varies for window of momentum(input, window = 252, skip = 21)", "a number", null)]
    [InlineData("1 + MOMENTUM(close, -5)", 21, "-5 for window of momentum(input, window = 252, skip = 21)", "a number, 1 or more", null)]
    [InlineData("MEAN(close, widow=5)", 13, "the unknown argument 'widow'", "MEAN(x, window)", "window")]
    [InlineData("MEAN(window=5)", 1, "MEAN without x", "MEAN(x, window)", null)]
    public void A_call_that_does_not_fit_is_refused_where_it_stands(string text, int column, string found, string expected, string? suggestion)
    {
        var error = Refused(text, s_momentum);

        Assert.Equal((1, column, found, expected, suggestion), (error.Line, error.Column, error.Found, error.Expected, error.Suggestion));
        Assert.Null(error.Macro);
    }

    [Fact]
    public void Operators_take_named_arguments_too() =>
        Assert.Equal("REF(MEAN(close, 5))", Expression.Parse("REF(x=MEAN(window=5, x=close))").ToString());

    [Fact]
    public void An_error_in_a_macro_says_where_in_its_text_and_where_it_was_called()
    {
        var inner = Macro("inner", "# smoothed\nMEAN(${input}, ${n} - 3)", new MacroParameter("n"));
        var outer = Macro("outer", "1 + INNER(${input}, ${n})", new MacroParameter("n"));

        var error = Refused("x: 1\n  x + OUTER(close, 3)", inner, outer);

        Assert.Equal("line 2, column 7: in outer, line 1, column 5: in inner, line 2, column 21: found 0 for window of MEAN(x, window), expected a whole number of rows, 1 or more", error.Message);
        Assert.Equal((2, 7, "inner", 2, 21), (error.Line, error.Column, error.Macro, error.MacroLine, error.MacroColumn));
    }

    [Fact]
    public void A_column_that_a_macro_names_and_no_input_has_is_told_with_its_place_in_the_macro()
    {
        var error = Assert.Throws<ExpressionException>(() => Parse("F(close)", Macro("f", "${input} + volme")).Check([new("p", "close"), new("p", "volume")]));

        Assert.Equal("line 1, column 1: in f, line 1, column 12: found the unknown column 'volme', expected one of close, volume; did you mean 'volume'?", error.Message);
    }

    [Fact]
    public void A_circle_of_macros_is_refused_with_its_path()
    {
        var error = Refused("A(x)", Macro("a", "B(${input})"), Macro("b", "1 + c(${input})"), Macro("c", "A(${input})"));

        Assert.Equal("a circle of macros: a → b → c → a", error.Found);
        Assert.Equal((1, 1, "c", 1, 1), (error.Line, error.Column, error.Macro, error.MacroLine, error.MacroColumn));
    }

    [Fact]
    public void Macros_that_would_grow_without_measure_are_refused_before_they_do()
    {
        // 3^20 additions.
        var macros = Enumerable.Range(1, 20).Select(i => Macro($"m{i}", i == 1 ? "${input} + ${input} + ${input}" : $"M{i - 1}(${{input}}) + M{i - 1}(${{input}}) + M{i - 1}(${{input}})"));

        Assert.Contains("parts once its macros are put in", Refused("M20(x)", [.. macros]).Found, StringComparison.Ordinal);
        // The same by arguments: each level is made once, and used three times.
        var nested = string.Concat(Enumerable.Repeat("M1(", 20)) + "x" + new string(')', 20);
        Assert.Contains("parts once its macros are put in", Refused(nested, [.. macros]).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Macros_that_call_one_another_too_deep_are_refused_and_not_a_crash()
    {
        static string Deep(string inner) => string.Concat(Enumerable.Repeat("-", 250)) + inner;
        Macro[] deep = [.. Enumerable.Range(0, 30).Select(i => Macro($"m{i}", Deep(i == 0 ? "${input}" : $"M{i - 1}(${{input}})")))];
        Macro[] chain = [.. Enumerable.Range(0, 40).Select(i => Macro($"m{i}", i == 0 ? "${input}" : $"M{i - 1}(${{input}})"))];

        Assert.Contains("levels once its macros are put in", Refused("M29(x)", deep).Found, StringComparison.Ordinal);
        Assert.Equal("a chain of more than 32 macros", Refused("M39(x)", chain).Found);
    }

    [Fact]
    public void A_macro_cannot_hide_an_operator() =>
        Assert.Equal("RANK(x)", Parse("RANK(x)", Macro("rank", "1 + ${input}")).ToString());

    [Theory]
    [InlineData("${input", 1, "'${input'")]
    [InlineData("1 + ${}", 5, "'${}'")]
    [InlineData("${input.a.b}", 1, "'${input.a.b}'")]
    [InlineData("${config.n}", 1, "'${config.n}'")]
    public void A_place_that_is_not_well_written_is_refused(string text, int column, string found)
    {
        var error = Assert.Throws<ExpressionException>(() => ExpressionTemplate.Parse(text));

        Assert.Equal((1, column, found, "${name} for a parameter, ${input} or ${input.name} for an input"), (error.Line, error.Column, error.Found, error.Expected));
    }

    [Fact]
    public void Only_a_definition_leaves_places_open()
    {
        var error = Refused("1 + ${n}");

        Assert.Equal((5, "'${n}'", "a value; only the text of a definition leaves places open"), (error.Column, error.Found, error.Expected));
    }

    [Fact]
    public void A_macro_is_evaluated_as_its_text_is()
    {
        var panel = new Panel(new PanelIndex([new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 2)], ["A", "B"]), [KeyValuePair.Create("close", new[] { 1.0, 2, 10, 5 })]);

        var values = Parse("GROWTH(close)", Macro("growth", "${input} / REF(${input}, ${n}) - 1", new MacroParameter("n") { Default = 1 })).Evaluate(panel).Values;

        Assert.Equal([double.NaN, 1, double.NaN, -0.5], values);
    }

    [Fact]
    public void A_definition_s_expression_is_applied_to_columns_and_values()
    {
        var macro = Macro("my-op", "${input}.close / REF(${input.base}, ${n})", new MacroParameter("n") { Default = 1, Check = AtLeastOne });
        var inputs = new Dictionary<string, ColumnName> { ["input"] = new(null, "prices"), ["base"] = new("prices", "open") };

        Assert.Equal("prices.close / REF(prices.open, 20)", Expression.Of(macro, inputs, new Dictionary<string, double> { ["n"] = 20 }, MacroTable.Empty).ToString());
        var error = Assert.Throws<ExpressionException>(() => Expression.Of(macro, inputs, new Dictionary<string, double> { ["n"] = 0 }, MacroTable.Empty));
        Assert.Equal("found 0 for n of my-op(input, base, n = 1), expected a number, 1 or more", error.Message);
    }

    private static Macro Macro(string name, string text, params MacroParameter[] parameters) => new(name, ExpressionTemplate.Parse(text), parameters);

    private static string? AtLeastOne(double value) => value >= 1 ? null : "a number, 1 or more";

    private static Expression Parse(string text, params Macro[] macros) => Expression.Parse(text, new MacroTable(macros));

    private static ExpressionException Refused(string text, params Macro[] macros) => Assert.Throws<ExpressionException>(() => Parse(text, macros));
}
