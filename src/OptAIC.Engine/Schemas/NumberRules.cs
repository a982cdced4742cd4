using System.Globalization;
using System.Numerics;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Keywords <c>minimum</c>, <c>maximum</c>, their exclusive forms, <c>multipleOf</c>.</summary>
internal sealed record NumberRules
{
    /// <summary>The canonical text of a bound, as all of these.</summary>
    public string? Minimum { get; init; }

    public string? Maximum { get; init; }

    public string? ExclusiveMinimum { get; init; }

    public string? ExclusiveMaximum { get; init; }

    public string? MultipleOf { get; init; }

    /// <summary>Checks a number.</summary>
    public void Check(DocumentScalar node, SchemaEvaluation evaluation)
    {
        var number = node.Number!;
        if (Minimum is not null && Compare(number, Minimum) < 0 && evaluation.FailAloud())
        {
            evaluation.ReportUnexpected(node, "below_minimum", $"at least {Minimum}");
        }

        if (ExclusiveMinimum is not null && Compare(number, ExclusiveMinimum) <= 0 && evaluation.FailAloud())
        {
            evaluation.ReportUnexpected(node, "below_minimum", $"more than {ExclusiveMinimum}");
        }

        if (Maximum is not null && Compare(number, Maximum) > 0 && evaluation.FailAloud())
        {
            evaluation.ReportUnexpected(node, "above_maximum", $"at most {Maximum}");
        }

        if (ExclusiveMaximum is not null && Compare(number, ExclusiveMaximum) >= 0 && evaluation.FailAloud())
        {
            evaluation.ReportUnexpected(node, "above_maximum", $"less than {ExclusiveMaximum}");
        }

        if (MultipleOf is not null && !IsMultiple(number, MultipleOf) && evaluation.FailAloud())
        {
            evaluation.ReportUnexpected(node, "not_a_multiple", $"a multiple of {MultipleOf}");
        }
    }

    // Integers beyond 2⁵³ are equal as doubles to their neighbours.
    private static int Compare(string left, string right)
    {
        var (a, b) = (ToDouble(left), ToDouble(right));
        return a != b || Math.Abs(a) < 1L << 53 ? a.CompareTo(b) : ToInteger(left).CompareTo(ToInteger(right));
    }

    // Decimal fractions such as 0.01 have no exact double: where both fit a decimal, that decides.
    private static bool IsMultiple(string number, string of)
    {
        var (value, divisor) = (ToDouble(number), ToDouble(of));
        if (Math.Abs(value) < 1e15 && divisor is > 1e-10 and < 1e15)
        {
            return (decimal)value % (decimal)divisor == 0;
        }

        return divisor == Math.Truncate(divisor) && value == Math.Truncate(value)
            ? ToInteger(number) % ToInteger(of) == 0
            : Math.IEEERemainder(value, divisor) == 0;
    }

    private static double ToDouble(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    private static BigInteger ToInteger(string number) => BigInteger.Parse(number, CultureInfo.InvariantCulture);
}
