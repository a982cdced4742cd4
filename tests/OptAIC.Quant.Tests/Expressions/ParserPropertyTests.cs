using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OptAIC.Quant.Expressions;

namespace OptAIC.Quant.Tests.Expressions;

public sealed class ParserPropertyTests
{
    private static readonly string[] s_pieces =
    [
        "x", "y", "close", "p.x", "$x", "1", "2.5", ".5", "1e3", "1e", "+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!=", "=",
        "&&", "&", "||", "|", "!", "?", ":", "(", ")", ",", ".", "$", "#", "\n", "\r\n", " ", "MEAN(", "RANK(", "REF(x, ", "F(", "n=", "${n}", "${", "x: ", "é", "\0", "\ud800",
    ];

    private static readonly Gen<string> s_anyText = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? ""),
        Gen.Elements(s_pieces).ListOf().Select(string.Concat));

    /// <summary>Expressions with a parenthesis around everything, so that they mean one thing whatever the precedences are.</summary>
    private static readonly Gen<string> s_expression = Gen.Sized(size => Nested(Math.Min(size, 6)));

    [Fact]
    public void Any_text_is_an_expression_or_an_error_with_a_place_in_the_text() =>
        Prop.ForAll(s_anyText.ToArbitrary(), text =>
        {
            try
            {
                Expression.Parse(text);
            }
            catch (ExpressionException error)
            {
                var lines = text.Split('\n');
                Assert.InRange(error.Line, 1, lines.Length);
                Assert.InRange(error.Column, 1, lines[error.Line - 1].Length + 1);
                Assert.NotEmpty(error.Found);
                Assert.NotEmpty(error.Expected);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void The_canonical_form_means_the_same_and_is_its_own_canonical_form() =>
        Prop.ForAll(s_expression.ToArbitrary(), text =>
        {
            var written = Expression.Parse(text);
            var canonical = Expression.Parse(written.ToString());
            var panel = Series.Panel([0.5, -1, 3, double.NaN, 0, 2, 2, -7], [1, 2, 3, 4, 5, 6, 7, 8], [-2, 2, -2, 2, 0, 0, 1, 1]);

            Assert.Equal(written.ToString(), canonical.ToString());
            Assert.Equal(written.Columns, canonical.Columns);
            Assert.Equal(written.Evaluate(panel).Values, canonical.Evaluate(panel).Values);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Gen<string> Nested(int depth)
    {
        var leaf = Gen.OneOf(Gen.Constant("x"), Gen.Constant("$x"), Gen.Choose(0, 12).Select(number => $"{number / 4.0}"));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Nested(depth - 1);
        return Gen.OneOf(
            leaf,
            from symbol in Gen.Elements("+", "-", "*", "/", "^", "<", "<=", "==", "!=", "&&", "||")
            from left in inner
            from right in inner
            select $"({left} {symbol} {right})",
            from prefix in Gen.Elements("-", "!")
            from operand in inner
            select $"({prefix} {operand})",
            from condition in inner
            from whenTrue in inner
            from whenFalse in inner
            select $"({condition} ? {whenTrue} : {whenFalse})",
            from operand in inner
            select $"(|{operand}|)",
            from function in Gen.Elements("RANK({0})", "MEAN({0}, 2)", "REF({0})", "ZSCORE({0})")
            from operand in inner
            select string.Format(CultureInfo.InvariantCulture, function, $"{operand} + x"));
    }
}
