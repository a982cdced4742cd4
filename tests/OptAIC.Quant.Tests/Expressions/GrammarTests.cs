using OptAIC.Quant.Expressions;

namespace OptAIC.Quant.Tests.Expressions;

public sealed class GrammarTests
{
    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("64 / 4 / 2", 8)]
    [InlineData("2 ^ 3 ^ 2", 512)]
    [InlineData("-2 ^ 2", -4)]
    [InlineData("2 ^ -1", 0.5)]
    [InlineData("-3 * 2", -6)]
    [InlineData("- -3", 3)]
    [InlineData("2 - -3", 5)]
    [InlineData("1.5e2 + .5", 150.5)]
    [InlineData("1 < 2", 1)]
    [InlineData("2 <= 1", 0)]
    [InlineData("1 + 1 == 2", 1)]
    [InlineData("1 != 1 || 2 > 1 && 0", 0)]
    [InlineData("(1 != 1 || 2 > 1) && 3", 1)]
    [InlineData("!0 + 1", 2)]
    [InlineData("!(1 >= 2)", 1)]
    [InlineData("1 ? 2 : 3", 2)]
    [InlineData("0 ? 1 : 0 ? 2 : 3", 3)]
    [InlineData("1 > 2 ? 4 : 5 + 1", 6)]
    [InlineData("|-3|", 3)]
    [InlineData("|1 - |2 - 8||", 5)]
    [InlineData("||1 - 4| - 5|", 2)]
    [InlineData("|-1| || |0|", 1)]
    [InlineData("|0 || -2|", 1)]
    [InlineData("|(0 || |-2|) - 3|", 2)]
    [InlineData("abs(-2) + Abs(-3)", 5)]
    [InlineData("SQRT(16) + SIGN(-2) + EXP(0) + LOG(1)", 4)]
    [InlineData("half: 1 / 2\n# a comment\n\nhalf + half # another", 1)]
    [InlineData("a: 2\r\nb: a * 3\r\nresult: a + b\r\n", 8)]
    [InlineData("1 +\n2", 3)]
    [InlineData("(1\n+ # one\n2)", 3)]
    [InlineData("1 ?\n2\n: 3", 2)]
    public void Expressions_mean_what_they_say(string text, double value)
    {
        Assert.Equal(value, Series.Evaluate(text, 0)[0]);
    }

    [Theory]
    [InlineData("((a)) + (b * c)", "a + b * c")]
    [InlineData("(a + b) * c", "(a + b) * c")]
    [InlineData("a - (b - c)", "a - (b - c)")]
    [InlineData("(a - b) - c", "a - b - c")]
    [InlineData("(a ^ b) ^ c", "(a ^ b) ^ c")]
    [InlineData("a ^ (b ^ c)", "a ^ b ^ c")]
    [InlineData("(-a) ^ b", "(-a) ^ b")]
    [InlineData("-(a ^ b)", "-a ^ b")]
    [InlineData("(a < b) == c", "(a < b) == c")]
    [InlineData("(a ? b : c) ? d : e", "(a ? b : c) ? d : e")]
    [InlineData("|a - b|", "ABS(a - b)")]
    [InlineData("$a + p.b + $p.c", "$a + p.b + p.c")]
    [InlineData("mean(ref(close), 2.0e1)", "MEAN(REF(close), 20)")]
    [InlineData("m: a\n\nm + 1", "m: a\nm + 1")]
    public void The_canonical_form_has_the_parentheses_it_needs(string text, string canonical)
    {
        Assert.Equal(canonical, Expression.Parse(text).ToString());
    }

    [Fact]
    public void Columns_are_those_that_the_result_needs()
    {
        var expression = Expression.Parse("unused: volume\nspread: prices.high - prices.low\nspread / close + prices.high + $spread");

        Assert.Equal(["prices.high", "prices.low", "close", "spread"], expression.Columns.Select(column => column.ToString()));
    }

    [Theory]
    [InlineData("close", 0, 0)]
    [InlineData("REF(close)", 1, 0)]
    [InlineData("ZSCORE(REF(close, 21) / REF(close, 252) - 1)", 252, 0)]
    [InlineData("TS_ZSCORE(DELTA(close, 252), 252)", 503, 0)]
    [InlineData("n: 12 * 21\nMEAN(close, n) - close", 251, 0)]
    [InlineData("REF(close, -5) / close - 1", 0, 5)]
    [InlineData("REF(REF(close, -5), 5)", 5, 5)]
    public void The_rows_that_a_value_depends_on_are_known(string text, int back, int ahead)
    {
        var expression = Expression.Parse(text, allowLookAhead: true);

        Assert.Equal((back, ahead), (expression.Lookback, expression.LookAhead));
    }
}
