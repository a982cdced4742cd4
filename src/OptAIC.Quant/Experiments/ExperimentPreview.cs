using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Experiments;

/// <summary>What an expression's values look like, and whether they say anything about the returns that follow.</summary>
public sealed record ExperimentPreview
{
    private static readonly int[] s_horizons = [1, 5, 21];

    /// <summary>The values: one field.</summary>
    public required Panel Values { get; init; }

    /// <summary>Name of the field.</summary>
    public required string Field { get; init; }

    /// <summary>Statistics over all dates and entities.</summary>
    public required ValueStatistics Statistics { get; init; }

    /// <summary>Per date the number of entities with a value.</summary>
    public required IReadOnlyList<int> Coverage { get; init; }

    /// <summary>Per horizon of 1, 5 and 21 rows; empty without closes.</summary>
    public required IReadOnlyList<InformationCoefficient> Coefficients { get; init; }

    /// <summary>The portfolio that the values stand for.</summary>
    public required LongShort Portfolio { get; init; }

    /// <summary>Looks at values.</summary>
    /// <param name="values">A panel with one field.</param>
    /// <param name="close">Closes, one field, whatever its axes; <c>null</c> when there are none.</param>
    public static ExperimentPreview Of(Panel values, Panel? close)
    {
        var (field, index) = (values.Fields.First(), values.Index);
        var cells = values.Field(field).Span;
        // Returns count the rows of the values: a date of one is a date of the other.
        var prices = close is null ? default : close.AlignTo(index).Field(close.Fields.First()).Span;
        return new ExperimentPreview
        {
            Values = values,
            Field = field,
            Statistics = ValueStatistics.Of(cells),
            Coverage = Covered(cells, index),
            Coefficients = close is null ? [] : Coefficient(cells, prices, index),
            Portfolio = LongShort.Of(cells, prices, index.Rows, index.Count),
        };
    }

    private static InformationCoefficient[] Coefficient(ReadOnlySpan<double> values, ReadOnlySpan<double> close, PanelIndex index)
    {
        var coefficients = new InformationCoefficient[s_horizons.Length];
        for (var i = 0; i < s_horizons.Length; i++)
        {
            coefficients[i] = InformationCoefficient.Of(values, close, index.Rows, index.Count, s_horizons[i]);
        }

        return coefficients;
    }

    private static int[] Covered(ReadOnlySpan<double> values, PanelIndex index)
    {
        var coverage = new int[index.Rows];
        for (var cell = 0; cell < values.Length; cell++)
        {
            coverage[cell % index.Rows] += double.IsNaN(values[cell]) ? 0 : 1;
        }

        return coverage;
    }
}
