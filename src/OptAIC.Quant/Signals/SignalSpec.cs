using System.Globalization;
using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Signals;

/// <summary>What the values of a signal may be, and what stands in for those that may not.</summary>
public sealed record SignalSpec
{
    private static readonly string[] s_panelAxes = ["date", "entity"];

    /// <summary>Smallest value, or <c>null</c>.</summary>
    public double? Min { get; init; }

    /// <summary>Largest value, or <c>null</c>.</summary>
    public double? Max { get; init; }

    /// <summary>Whether a value may be missing.</summary>
    public bool AllowNan { get; init; } = true;

    /// <summary>What stands in for a forbidden NaN, and for an infinite value that no bound catches; <c>null</c>: they stay.</summary>
    public double? NeutralValue { get; init; }

    /// <summary>Whether a value beyond a bound becomes the bound.</summary>
    public bool ClampOnViolation { get; init; }

    /// <summary>Names of the axes: date and entity.</summary>
    public IReadOnlyList<string> Index { get; init; } = s_panelAxes;

    /// <summary>Everything that is wrong with the spec itself; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        foreach (var (name, value) in new[] { ("min", Min), ("max", Max), ("neutral_value", NeutralValue) })
        {
            if (value is { } number && !double.IsFinite(number))
            {
                problems.Add(Format($"{name} is {number}; a finite number is expected"));
            }
        }

        if (Min > Max)
        {
            problems.Add(Format($"min {Min} is over max {Max}"));
        }

        if (NeutralValue < Min || NeutralValue > Max)
        {
            problems.Add(Format($"neutral_value {NeutralValue} is outside min and max"));
        }

        if (!Index.SequenceEqual(s_panelAxes))
        {
            problems.Add($"index is ({string.Join(", ", Index)}); (date, entity) is expected");
        }

        return problems;
    }

    /// <summary>Counts the violations of a signal.</summary>
    /// <param name="index">Its axes.</param>
    /// <param name="values">Dates × entities, column-major.</param>
    /// <param name="samples">How many violations to give in full.</param>
    public SignalCheck Check(PanelIndex index, ReadOnlySpan<double> values, int samples = 10)
    {
        var counts = new SortedDictionary<SignalViolationKind, int>();
        foreach (var value in values)
        {
            if (ViolationOf(value) is { } kind)
            {
                counts[kind] = counts.GetValueOrDefault(kind) + 1;
            }
        }

        return new SignalCheck(values.Length, counts, counts.Count == 0 ? [] : Sample(index, values, samples));
    }

    /// <summary>The signal with bounds and neutral value in the place of violations, as far as the spec asks for it.</summary>
    /// <param name="values">Values in any order.</param>
    public double[] Correct(ReadOnlySpan<double> values)
    {
        var corrected = new double[values.Length];
        for (var i = 0; i < corrected.Length; i++)
        {
            corrected[i] = Correct(values[i]);
        }

        return corrected;
    }

    private SignalViolationKind? ViolationOf(double value) => value switch
    {
        double.NaN => AllowNan ? null : SignalViolationKind.Missing,
        _ when value < Min => SignalViolationKind.BelowMinimum,
        _ when value > Max => SignalViolationKind.AboveMaximum,
        _ when double.IsInfinity(value) => SignalViolationKind.Infinite,
        _ => null,
    };

    private double Correct(double value) => ViolationOf(value) switch
    {
        null => value,
        SignalViolationKind.BelowMinimum => ClampOnViolation ? Min!.Value : value,
        SignalViolationKind.AboveMaximum => ClampOnViolation ? Max!.Value : value,
        _ => NeutralValue ?? value,
    };

    private List<SignalViolation> Sample(PanelIndex index, ReadOnlySpan<double> values, int samples)
    {
        var found = new List<SignalViolation>();
        for (var t = 0; t < index.Rows; t++)
        {
            for (var e = 0; e < index.Count && found.Count < samples; e++)
            {
                var value = values[(e * index.Rows) + t];
                if (ViolationOf(value) is { } kind)
                {
                    found.Add(new SignalViolation(kind, index.Dates[t], index.Entities[e], value));
                }
            }
        }

        return found;
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
