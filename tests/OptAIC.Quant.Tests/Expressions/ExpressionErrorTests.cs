using OptAIC.Quant.Expressions;

namespace OptAIC.Quant.Tests.Expressions;

public sealed class ExpressionErrorTests
{
    private const string Operand = "a number, a column, a function or '('";

    [Theory]
    [InlineData("", 1, 1, "the end of the text", Operand, null)]
    [InlineData("1 + ", 1, 5, "the end of the text", Operand, null)]
    [InlineData("(1 + 2", 1, 7, "the end of the text", "an operator or ')'", null)]
    [InlineData("1 + 2)", 1, 6, "')'", "an operator or the end of the line", null)]
    [InlineData("a b", 1, 3, "'b'", "an operator or the end of the line", null)]
    [InlineData("a\n* b", 1, 1, "a line without a name", "'name: expression' on every line but the last", null)]
    [InlineData("a * * b", 1, 5, "'*'", Operand, null)]
    [InlineData("|a + b", 1, 7, "the end of the text", "an operator or '|'", null)]
    [InlineData("a ? b", 1, 6, "the end of the text", "':' and the value when the condition does not hold", null)]
    [InlineData("a < b < c", 1, 7, "'<' after a comparison", "'&&' between two comparisons, as in a < b && b < c", null)]
    [InlineData("a = b", 1, 3, "'='", "an operator or the end of the line", "==")]
    [InlineData("(a = b)", 1, 4, "'='", "an operator or ')'", "==")]
    [InlineData("a & b", 1, 3, "'&'", "a number, a name or an operator", "&&")]
    [InlineData("x: 1\n\n  y: @", 3, 6, "'@'", "a number, a name or an operator", null)]
    [InlineData("1e999", 1, 1, "'1e999'", "a number under 1.8e308", null)]
    [InlineData("$1", 1, 2, "'1'", "the name of a column", null)]
    [InlineData("prices.", 1, 8, "the end of the text", "the name of a column of 'prices'", null)]
    [InlineData("x: 1\nx: 2\nx", 2, 1, "a second line 'x'", "a new name", null)]
    [InlineData("1 + ZSCOR(close)", 1, 5, "the unknown function 'ZSCOR'", "a function", "ZSCORE")]
    [InlineData("maen(close, 5)", 1, 1, "the unknown function 'maen'", "a function", "MEAN")]
    [InlineData("FROBNICATE(close)", 1, 1, "the unknown function 'FROBNICATE'", "a function", null)]
    [InlineData("RANK()", 1, 1, "RANK with 0 arguments", "RANK(x)", null)]
    [InlineData("MEAN(close)", 1, 1, "MEAN with 1 argument", "MEAN(x, window)", null)]
    [InlineData("REF(close, 1, 2)", 1, 1, "REF with 3 arguments", "REF(x, n = 1)", null)]
    [InlineData("MEAN(close, )", 1, 13, "')'", Operand, null)]
    [InlineData("MEAN(close 5)", 1, 12, "'5'", "an operator, ',' or ')' to go on with MEAN(x, window)", null)]
    [InlineData("MEAN(close, 2.5)", 1, 13, "2.5 for window of MEAN(x, window)", "a whole number of rows, 1 or more", null)]
    [InlineData("MEAN(close, 0)", 1, 13, "0 for window of MEAN(x, window)", "a whole number of rows, 1 or more", null)]
    [InlineData("STD(close, 1)", 1, 12, "1 for window of STD(x, window)", "a whole number of rows, 2 or more", null)]
    [InlineData("MEAN(close, 1e10)", 1, 13, "10000000000 for window of MEAN(x, window)", "a whole number of rows, 1 or more", null)]
    [InlineData("MEAN(close, volume)", 1, 13, "a value that varies for window of MEAN(x, window)", "a whole number of rows", null)]
    [InlineData("MEAN(5, 5)", 1, 6, "the constant 5 for x of MEAN(x, window)", "an expression with a column", null)]
    [InlineData("REF(close, 0.5)", 1, 12, "0.5 for n of REF(x, n = 1)", "a whole number of rows", null)]
    [InlineData("REF(close, -1)", 1, 12, "-1 for n of REF(x, n = 1), which looks ahead", "a number of rows to look back, 0 or more", null)]
    [InlineData("k: 2 - 7\nPCT(close, k)", 2, 12, "-5 for n of PCT(x, n), which looks ahead", "a number of rows to look back, 0 or more", null)]
    public void Errors_say_where_what_and_what_was_expected(string text, int line, int column, string found, string expected, string? suggestion)
    {
        var error = Assert.Throws<ExpressionException>(() => Expression.Parse(text));

        Assert.Equal((line, column, found, expected, suggestion), (error.Line, error.Column, error.Found, error.Expected, error.Suggestion));
    }

    [Fact]
    public void The_message_is_one_line_with_everything()
    {
        var error = Assert.Throws<ExpressionException>(() => Expression.Parse("ZSCOR(close)"));

        Assert.Equal("line 1, column 1: found the unknown function 'ZSCOR', expected a function; did you mean 'ZSCORE'?", error.Message);
    }

    [Theory]
    [InlineData("clsoe + 1", 1, 1, "the unknown column 'clsoe'", "one of close, volume, pe", "close")]
    [InlineData("1 + prices.pe", 1, 5, "the unknown column 'prices.pe'", "one of close, volume", null)]
    [InlineData("1 +\nprice.close", 2, 1, "the unknown input 'price'", "one of prices, ratios", "prices")]
    [InlineData("close", 1, 1, "'close', which several inputs have", "one of prices.close, ratios.close", null)]
    public void Columns_are_checked_against_the_inputs(string text, int line, int column, string found, string expected, string? suggestion)
    {
        ColumnName[] available = [new("prices", "close"), new("prices", "volume"), new("ratios", "close"), new("ratios", "pe")];

        var error = Assert.Throws<ExpressionException>(() => Expression.Parse(text).Check(available));

        Assert.Equal((line, column, found, expected, suggestion), (error.Line, error.Column, error.Found, error.Expected, error.Suggestion));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-", "")]
    [InlineData("2 ^ ", "")]
    [InlineData("ABS(", ")")]
    [InlineData("1 + ", "")]
    public void Nesting_without_end_is_refused_and_not_a_crash(string open, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, 10_000)) + "1" + string.Concat(Enumerable.Repeat(close, 10_000));

        var error = Assert.Throws<ExpressionException>(() => Expression.Parse(text));

        Assert.Contains("levels", error.Found, StringComparison.Ordinal);
    }
}
