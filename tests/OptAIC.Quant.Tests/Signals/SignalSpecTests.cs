using OptAIC.Quant.Panels;
using OptAIC.Quant.Signals;

namespace OptAIC.Quant.Tests.Signals;

public sealed class SignalSpecTests
{
    private static readonly DateOnly s_first = new(2024, 1, 1);
    private static readonly PanelIndex s_index = new([s_first, s_first.AddDays(1)], ["A", "B"]);

    [Fact]
    public void Violations_are_counted_by_kind_with_the_first_ones_by_date_as_samples()
    {
        var spec = new SignalSpec { Min = -1, Max = 1, AllowNan = false };

        var check = spec.Check(s_index, [0.5, -3, double.NaN, 2], samples: 2);

        Assert.Equal((4, 3, false), (check.Checked, check.Total, check.Passed));
        Assert.Equal(1, check.Counts[SignalViolationKind.BelowMinimum]);
        Assert.Equal(1, check.Counts[SignalViolationKind.AboveMaximum]);
        Assert.Equal(1, check.Counts[SignalViolationKind.Missing]);
        Assert.Equal(
            [
                new SignalViolation(SignalViolationKind.Missing, s_first, "B", double.NaN),
                new SignalViolation(SignalViolationKind.BelowMinimum, s_first.AddDays(1), "A", -3),
            ],
            check.Samples);
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
