using FsCheck;
using FsCheck.Fluent;
using OptAIC.Quant.Expressions;

namespace OptAIC.Quant.Tests.Expressions;

public sealed class CrossSectionPropertyTests
{
    /// <summary>Few distinct values, so that ties are common; some missing.</summary>
    private static readonly Arbitrary<double[]> s_names = Gen.Frequency(
            (6, Gen.Choose(-20, 20).Select(value => value / 4.0)),
            (1, Gen.Constant(double.NaN)))
        .NonEmptyListOf()
        .Select(values => values.ToArray())
        .ToArbitrary();

    [Fact]
    public void A_rank_is_the_mean_place_among_valid_names() => Prop.ForAll(s_names, x =>
    {
        var valid = x.Where(value => !double.IsNaN(value)).ToArray();
        var ranks = Series.Across("RANK(x)", x);
        for (var e = 0; e < x.Length; e++)
        {
            var below = valid.Count(value => value < x[e]);
            var equal = valid.Count(value => value == x[e]);
            Assert.Equal(double.IsNaN(x[e]) ? double.NaN : (below + ((equal + 1) / 2.0)) / valid.Length, ranks[e]);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ranks_only_see_the_order() => Prop.ForAll(s_names, x =>
        Assert.Equal(Series.Across("RANK(x)", x), Series.Across("RANK(EXP(x) * 3 - 1)", x))).QuickCheckThrowOnFailure();

    [Fact]
    public void Z_scores_have_mean_0_and_deviation_1_unless_all_are_equal() => Prop.ForAll(s_names, x =>
    {
        var valid = x.Where(value => !double.IsNaN(value)).ToArray();
        double[] scores = [.. Series.Across("ZSCORE(x)", x).Where(score => !double.IsNaN(score))];
        Assert.Equal(valid.Distinct().Count() > 1 ? valid.Length : 0, scores.Length);
        if (scores.Length > 0)
        {
            Assert.Equal(0, scores.Sum(), 12);
            Assert.Equal(scores.Length - 1, scores.Sum(score => score * score), 12);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Z_scores_do_not_depend_on_level_and_scale() => Prop.ForAll(s_names, x =>
        // Quarters times 1024 on a level of 4096 are exact, so the scores must be, too.
        Assert.Equal(Series.Across("ZSCORE(x)", x), Series.Across("ZSCORE(x * 1024 + 4096)", x))).QuickCheckThrowOnFailure();

    [Fact]
    public void Each_date_stands_alone() => Prop.ForAll(s_names, x =>
    {
        // More dates than a tile has rows: date t has the names' values turned by t places.
        const int Dates = 150;
        var histories = x.Select((_, e) => Enumerable.Range(0, Dates).Select(t => x[(e + t) % x.Length]).ToArray()).ToArray();
        foreach (var text in new[] { "RANK(x)", "ZSCORE(x)", "DEMEAN(x)" })
        {
            var panel = Expression.Parse(text).Evaluate(Series.Panel(histories)).Values;
            for (var t = 0; t < Dates; t += 37)
            {
                Assert.Equal(
                    Series.Across(text, [.. histories.Select(history => history[t])]),
                    Enumerable.Range(0, x.Length).Select(e => panel[(e * Dates) + t]));
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
}
