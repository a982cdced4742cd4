using FsCheck;
using FsCheck.Fluent;
using OptAIC.Quant.Expressions;

namespace OptAIC.Quant.Tests.Expressions;

public sealed class RollingPropertyTests
{
    private static readonly string[] s_operators = ["SUM", "MEAN", "VAR", "STD", "TS_ZSCORE", "MIN", "MAX"];

    /// <summary>A number of a series: near a level, or of any size, or missing.</summary>
    private static readonly Gen<double> s_value = Gen.Frequency(
        (8, Gen.Choose(-1_000_000, 1_000_000).Select(noise => 1e6 + (noise / 7.0))),
        (3, Gen.Choose(-300, 300).Select(tenths => Math.Pow(10, tenths / 25.0) * (tenths % 2 == 0 ? 1 : -1))),
        (1, Gen.Constant(double.NaN)));

    private static readonly Arbitrary<(double[] X, string Operator, int Window, int Cut)> s_cases = (
        from length in Gen.Choose(1, 200)
        from x in s_value.ArrayOf(length)
        from name in Gen.Elements(s_operators)
        from window in Gen.Choose(2, 70)
        from cut in Gen.Choose(0, length - 1)
        select (x, name, window, cut)).ToArbitrary();

    [Fact]
    public void A_value_depends_bit_for_bit_on_its_window_alone() => Prop.ForAll(s_cases, test =>
    {
        var (x, name, window, cut) = test;
        var text = $"{name}(x, {window})";
        var whole = Series.Evaluate(text, x);
        var suffix = Series.Evaluate(text, x[cut..]);
        var prefix = Series.Evaluate(text, x[..(cut + 1)]);

        Assert.Equal(Bits(whole[..(cut + 1)]), Bits(prefix));
        for (var t = cut + window - 1; t < x.Length; t++)
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(whole[t]), BitConverter.DoubleToInt64Bits(suffix[t - cut]));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_whole_expression_depends_on_its_lookback_alone() => Prop.ForAll(s_cases, test =>
    {
        var (x, name, window, cut) = test;
        var expression = Expression.Parse($"m: {name}(DELTA(x, 3), {window})\nRANK(m) + MEAN(m - REF(m, 2), 5) * PCT(x, 4)");
        var whole = expression.Evaluate(Series.Panel(x)).Values;
        var suffix = expression.Evaluate(Series.Panel(x[cut..])).Values;

        for (var t = cut + expression.Lookback; t < x.Length; t++)
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(whole[t]), BitConverter.DoubleToInt64Bits(suffix[t - cut]));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sums_and_deviations_are_those_of_exact_arithmetic() => Prop.ForAll(s_cases, test =>
    {
        var (x, _, window, _) = test;
        var means = Series.Evaluate($"MEAN(x, {window})", x);
        var deviations = Series.Evaluate($"STD(x, {window})", x);
        var scores = Series.Evaluate($"TS_ZSCORE(x, {window})", x);
        for (var t = window - 1; t < x.Length; t++)
        {
            var values = x[(t + 1 - window)..(t + 1)];
            if (!values.Any(double.IsNaN))
            {
                var exact = ExactMoments.Of(values);
                AssertRelative(exact.Mean, means[t]);
                AssertRelative(exact.StandardDeviation, deviations[t]);
                AssertRelative(exact.NewestScore, scores[t]);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Entities_and_threads_do_not_change_a_bit()
    {
        // Over the size at which threads are used; each history alone is under it.
        var random = new Random(7);
        var histories = Enumerable.Range(0, 120).Select(_ => Enumerable.Range(0, 701).Select(_ => random.NextDouble()).ToArray()).ToArray();
        var expression = Expression.Parse("TS_ZSCORE(LOG(x), 21) * STD(x, 63) + DELTA(x, 5)");

        var together = expression.Evaluate(Series.Panel(histories)).ToPanel("v");

        for (var e = 0; e < histories.Length; e++)
        {
            Assert.Equal(Bits(expression.Evaluate(Series.Panel(histories[e])).Values), Bits(together.Series("v", e).ToArray()));
        }
    }

    private static long[] Bits(double[] values) => Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);

    private static void AssertRelative(double expected, double actual) =>
        Assert.True(
            double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= 1e-14 * Math.Abs(expected),
            $"expected {expected:R}, got {actual:R}");
}
