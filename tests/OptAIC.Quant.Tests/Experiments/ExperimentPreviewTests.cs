using OptAIC.Quant.Experiments;
using OptAIC.Quant.Panels;
using OptAIC.Quant.TearSheets;

namespace OptAIC.Quant.Tests.Experiments;

/// <summary>The expected figures were computed by independent code in plain Python, from the formulas in the documentation.</summary>
public sealed class ExperimentPreviewTests
{
    private const int Digits = 12;

    private static readonly PanelIndex s_index = new(Enumerable.Range(0, 6).Select(new DateOnly(2024, 1, 1).AddDays), ["A", "B", "C", "D"]);

    private static readonly Panel s_values = Panel("x", [1, 2, 3, 5, 4, 6, 2, 2, 1, 4, 6, 5, double.NaN, 3, 5, 1, 2, 9, 7, 1, 2, 2, 8, 3]);

    private static readonly Panel s_close = Panel("close", [10, 11, 12, 11, 13, 14, 20, 19, 21, 22, 20, 25, 5, 6, 5, 7, 8, 6, 40, 42, 41, 45, 44, 46]);

    [Fact]
    public void Statistics_are_those_of_the_values_that_are_there()
    {
        var s = ExperimentPreview.Of(s_values, null).Statistics;

        Assert.Equal((24, 1.0, 9.0), (s.Rows, s.Minimum, s.Maximum));
        Assert.Equal(0.041666666666666664, s.Missing, Digits);
        Assert.Equal(3.652173913043478, s.Mean!.Value, Digits);
        Assert.Equal(2.3473136609590335, s.Deviation!.Value, Digits);
        Assert.Equal(0.7831448198426045, s.Skew!.Value, Digits);
        Assert.Equal(-0.2796444105164189, s.Kurtosis!.Value, Digits);
    }

    [Fact]
    public void Coefficients_are_means_over_dates_of_correlations_with_what_follows()
    {
        var coefficients = ExperimentPreview.Of(s_values, s_close).Coefficients;

        Assert.Equal([(1, 5), (5, 1), (21, 0)], coefficients.Select(c => (c.Horizon, c.Dates)));
        Assert.Equal(0.18662245004447545, coefficients[0].Mean!.Value, Digits);
        Assert.Equal(0.03675444679663241, coefficients[0].RankMean!.Value, Digits);
        Assert.Equal(-0.8858920666876041, coefficients[1].Mean!.Value, Digits);
        Assert.Equal(-1, coefficients[1].RankMean!.Value, Digits);
        Assert.Null(coefficients[2].Mean);
    }

    [Fact]
    public void The_portfolio_holds_demeaned_values_to_the_next_row()
    {
        var portfolio = ExperimentPreview.Of(s_values, s_close).Portfolio;

        Assert.Equal(1.4966666666666666, portfolio.Turnover!.Value, Digits);
        double[] expected = [0, 0.002272727272727204, -0.06931818181818183, 0.06519560698447902, 0.06683515770230031, 0.20811621224067323];
        Assert.All(expected.Zip(portfolio.Cumulative), pair => Assert.Equal(pair.First, pair.Second, Digits));
    }

    [Fact]
    public void Coverage_counts_names_by_date() =>
        Assert.Equal([3, 4, 4, 4, 4, 4], ExperimentPreview.Of(s_values, null).Coverage);

    [Fact]
    public void The_page_stands_alone_escapes_text_and_is_always_the_same()
    {
        var preview = ExperimentPreview.Of(s_values, s_close);

        var page = Page(preview);

        Assert.Equal(page, Page(preview));
        Assert.Contains("&lt;b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("Cumulative long-short return", page, StringComparison.Ordinal);
        Assert.Contains("Distribution of the values", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(3.0)]
    public void Values_that_are_missing_or_all_the_same_have_a_page_too(double value)
    {
        var preview = ExperimentPreview.Of(Panel("x", [.. Enumerable.Repeat(value, 24)]), s_close);

        Assert.Null(preview.Coefficients[0].Mean);
        Assert.Contains("</html>", Page(preview), StringComparison.Ordinal);
    }

    private static Panel Panel(string field, double[] values) => new(s_index, [KeyValuePair.Create(field, values)]);

    private static string Page(ExperimentPreview preview)
    {
        using var writer = new StringWriter();
        ExperimentSheet.Write(writer, preview, "<b>", "x over prices");
        return writer.ToString();
    }
}
