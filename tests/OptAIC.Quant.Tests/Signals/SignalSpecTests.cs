using OptAIC.Quant.Panels;
using OptAIC.Quant.Signals;

namespace OptAIC.Quant.Tests.Signals;

public sealed class SignalSpecTests
{
    private static readonly DateOnly s_first = new(2024, 1, 1);
    private static readonly PanelIndex s_threeDates = new([s_first, s_first.AddDays(1), s_first.AddDays(2)], ["A", "B"]);
    private static readonly PanelIndex s_index = new([s_first, s_first.AddDays(1)], ["A", "B"]);

    [Fact]
    public void Violations_are_counted_by_kind_with_the_first_ones_by_date_as_samples()
    {
        var spec = new SignalSpec { Min = -1, Max = 1, AllowNan = false };

        var check = spec.Check(s_threeDates, [0.5, -3, 0, 2, double.NaN, 3], samples: 2);

        Assert.Equal((6, 4, false), (check.Checked, check.Total, check.Passed));
        Assert.Equal(1, check.Counts[SignalViolationKind.BelowMinimum]);
        Assert.Equal(2, check.Counts[SignalViolationKind.AboveMaximum]);
        Assert.Equal(1, check.Counts[SignalViolationKind.Missing]);
        Assert.Equal(
            [
                new SignalViolation(SignalViolationKind.AboveMaximum, s_first, "B", 2),
                new SignalViolation(SignalViolationKind.BelowMinimum, s_first.AddDays(1), "A", -3),
            ],
            check.Samples);
    }

    [Fact]
    public void Before_a_names_first_value_and_after_its_last_one_nothing_is_missing_and_nothing_is_filled()
    {
        var spec = new SignalSpec { AllowNan = false, NeutralValue = 0 };
        double[] values = [double.NaN, 1, double.NaN, double.NaN, double.NaN, double.NaN];

        Assert.True(spec.Check(s_threeDates, values).Passed);
        Assert.Equal(1, spec.Check(s_threeDates, values).Checked);
        Assert.Equal(values, spec.Correct(s_threeDates, values));
        Assert.Equal([1, 0, 1, double.NaN, 2, double.NaN], spec.Correct(s_threeDates, [1, double.NaN, 1, double.NaN, 2, double.NaN]));
    }

    [Fact]
    public void Counts_are_the_same_for_every_length_of_history()
    {
        var spec = new SignalSpec { Min = -1, Max = 1, AllowNan = false };
        for (var length = 2; length < 40; length++)
        {
            double[] history = [.. Enumerable.Range(0, length).Select(t => t == 0 || t == length - 1 ? 0 : (t % 5) switch { 0 => double.NaN, 1 => -2, 2 => 3, 3 => double.NegativeInfinity, _ => 0.5 })];
            var index = new PanelIndex(Enumerable.Range(0, length).Select(s_first.AddDays), ["A"]);

            var check = spec.Check(index, history);

            Assert.Equal(history.Count(double.IsNaN), check.Counts.GetValueOrDefault(SignalViolationKind.Missing));
            Assert.Equal(history.Count(v => v < -1), check.Counts.GetValueOrDefault(SignalViolationKind.BelowMinimum));
            Assert.Equal(history.Count(v => v > 1), check.Counts.GetValueOrDefault(SignalViolationKind.AboveMaximum));
        }
    }

    [Fact]
    public void Bounds_themselves_and_allowed_NaN_pass()
    {
        var check = new SignalSpec { Min = -1, Max = 1 }.Check(s_index, [-1, 1, 0, double.NaN]);

        Assert.True(check.Passed);
        Assert.Empty(check.Samples);
    }

    [Fact]
    public void An_infinite_value_is_a_violation_even_without_bounds()
    {
        var check = new SignalSpec().Check(s_index, [double.PositiveInfinity, double.NegativeInfinity, 0, 0]);

        Assert.Equal(2, check.Counts[SignalViolationKind.Infinite]);
    }

    [Fact]
    public void Nothing_is_corrected_unless_asked()
    {
        double[] values = [5, -5, double.NaN, double.PositiveInfinity];

        Assert.Equal(values, new SignalSpec { Min = -1, Max = 1, AllowNan = false }.Correct(values));
    }

    [Fact]
    public void Clamping_puts_the_bound_and_the_neutral_value_replaces_forbidden_NaN()
    {
        var spec = new SignalSpec { Min = -1, Max = 1, AllowNan = false, NeutralValue = 0.25, ClampOnViolation = true };

        var corrected = spec.Correct([5, -5, double.NaN, double.PositiveInfinity, 0.5]);

        Assert.Equal([1, -1, 0.25, 1, 0.5], corrected);
        Assert.True(spec.Check(s_index, corrected.AsSpan(0, 4)).Passed);
    }

    [Fact]
    public void Allowed_NaN_is_left_alone_by_the_neutral_value()
    {
        Assert.Equal([double.NaN], new SignalSpec { NeutralValue = 0 }.Correct([double.NaN]));
    }

    [Fact]
    public void All_problems_of_a_spec_are_listed_at_once()
    {
        var spec = new SignalSpec { Min = 2, Max = 1, NeutralValue = double.NaN, Index = ["date", "ticker"] };

        Assert.Equal(
            ["neutral_value is NaN; a finite number is expected", "min 2 is over max 1", "index is (date, ticker); (date, entity) is expected"],
            spec.Problems());
        Assert.Empty(new SignalSpec { Min = -3, Max = 3, NeutralValue = 0 }.Problems());
    }
}
