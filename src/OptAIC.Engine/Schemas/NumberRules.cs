using System.Globalization;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Keywords <c>minimum</c>, <c>maximum</c>, their exclusive forms, <c>multipleOf</c>.</summary>
internal sealed record NumberRules
{
    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public double? ExclusiveMinimum { get; init; }

    public double? ExclusiveMaximum { get; init; }

    public double? MultipleOf { get; init; }

    /// <summary>Checks a number.</summary>
    public void Check(DocumentScalar node, SchemaEvaluation evaluation)
    {
        var value = double.Parse(CoreSchema.CanonicalNumber(node.Text)!, CultureInfo.InvariantCulture);
        Require(value >= (Minimum ?? double.NegativeInfinity), "below_minimum", $"at least {Minimum}");
        Require(value > (ExclusiveMinimum ?? double.NegativeInfinity), "below_minimum", $"more than {ExclusiveMinimum}");
        Require(value <= (Maximum ?? double.PositiveInfinity), "above_maximum", $"at most {Maximum}");
        Require(value < (ExclusiveMaximum ?? double.PositiveInfinity), "above_maximum", $"less than {ExclusiveMaximum}");
        Require(MultipleOf is null || IsMultiple(value, MultipleOf.Value), "not_a_multiple", $"a multiple of {MultipleOf}");

        void Require(bool holds, string code, FormattableString expected)
        {
            if (!holds)
            {
                evaluation.ReportUnexpected(node, code, expected.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    // Decimal fractions such as 0.01 have no exact double: where both fit a decimal, that decides.
    private static bool IsMultiple(double value, double of) => Math.Abs(value) < 1e15 && of is > 1e-10 and < 1e15
        ? (decimal)value % (decimal)of == 0
        : Math.IEEERemainder(value, of) == 0;
}
