using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using OptAIC.Quant.Expressions;

namespace OptAIC.Quant.Tests.Expressions;

public sealed partial class MacroPropertyTests
{
    private static readonly Gen<string> s_value = Gen.Elements("x", "$x", "p.x", "1", "0.5", "-2", "x + y", "x - y", "-x", "x ^ 2", "x * y", "x ? y : 1", "x < y", "|x|", "RANK(x)", "REF(x, 2)", "!x");

    private static readonly Gen<int> s_count = Gen.Choose(1, 9);

    private static readonly Gen<string> s_text = Gen.Sized(size => Nested(Math.Min(size, 5)));

    [Fact]
    public void A_call_means_what_its_text_means_with_the_arguments_in_parentheses() =>
        Prop.ForAll(
            (from text in s_text from input in s_value from other in s_value from n in s_count select (text, input, other, n)).ToArbitrary(),
            given =>
            {
                var template = ExpressionTemplate.Parse(given.text);
                var macro = new Macro("F", template, [.. template.Parameters.Select(name => new MacroParameter(name))]);
                string[] arguments = [.. template.Inputs.Select(name => $"{name}={(name == "input" ? given.input : given.other)}"), .. template.Parameters.Select(name => $"{name}={given.n}")];

                var called = Form($"1 - F({string.Join(", ", arguments)}) ^ 2", new MacroTable(macro));
                var written = Form($"1 - ({Filled(given.text, given.input, given.other, given.n)}) ^ 2", MacroTable.Empty);

                Assert.Equal(written, called);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    // Either the canonical form, or what is wrong.
    private static string Form(string text, IMacros macros)
    {
        try
        {
            return Expression.Parse(text, macros).ToString();
        }
        catch (ExpressionException error)
        {
            return $"found {error.Found}, expected {error.Expected}";
        }
    }

    private static string Filled(string text, string input, string other, int n) => Place().Replace(text, place => place.Groups[1].Value switch
    {
        "input" => $"({input})",
        "input.other" => $"({other})",
        _ => n.ToString(CultureInfo.InvariantCulture),
    });

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex Place();

    // Without parentheses of its own, so that every precedence meets every place.
    private static Gen<string> Nested(int depth)
    {
        var leaf = Gen.Elements("${input}", "${input.other}", "${n}", "$close", "3");
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Nested(depth - 1);
        return Gen.OneOf(
            leaf,
            from symbol in Gen.Elements("+", "-", "*", "/", "^", "&&", "||")
            from left in inner
            from right in inner
            select $"{left} {symbol} {right}",
            from prefix in Gen.Elements("-", "!")
            from operand in inner
            select $"{prefix}{operand}",
            from condition in inner
            from whenTrue in inner
            from whenFalse in inner
            select $"({condition} ? {whenTrue} : {whenFalse})",
            from function in Gen.Elements("RANK($close + {0})", "MEAN($close + {0}, ${{n}})", "REF({0}, ${{n}})", "ABS({0})")
            from operand in inner
            select string.Format(CultureInfo.InvariantCulture, function, operand));
    }
}
