using System.Globalization;
using OptAIC.Quant.Contracts;
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

    /// <summary>Counts the violations of a signal. Before an entity's first value and after its last one nothing is missing.</summary>
    /// <param name="index">Its axes.</param>
    /// <param name="values">Dates × entities, column-major.</param>
    /// <param name="samples">How many violations to give in full.</param>
    public SignalCheck Check(PanelIndex index, ReadOnlySpan<double> values, int samples = 10)
    {
        var (tally, cells) = (default(CellTally), 0);
        for (var e = 0; e < index.Count; e++)
        {
            var history = values.Slice(e * index.Rows, index.Rows);
            var listed = ListedRange.Of(history);
            tally += CellTally.Of(history.Slice(listed.First, listed.Count), Min, Max);
            cells += listed.Count;
        }

        var counts = new SortedDictionary<SignalViolationKind, int>();
        Count(SignalViolationKind.BelowMinimum, tally.Below);
        Count(SignalViolationKind.AboveMaximum, tally.Above);
        Count(SignalViolationKind.Missing, AllowNan ? 0 : tally.Missing);
        Count(SignalViolationKind.Infinite, tally.Infinite);
        return new SignalCheck(cells, counts, counts.Count == 0 ? [] : Sample(index, values, samples));

        void Count(SignalViolationKind kind, long count)
        {
            if (count > 0)
            {
                counts.Add(kind, (int)count);
            }
        }
    }

    /// <summary>The signal with bounds and neutral value in the place of violations, as far as the spec asks for it.</summary>
    /// <param name="index">Its axes.</param>
    /// <param name="values">Dates × entities, column-major.</param>
    public double[] Correct(PanelIndex index, ReadOnlySpan<double> values)
    {
        var corrected = values.ToArray();
        for (var e = 0; e < index.Count; e++)
        {
            Correct(corrected.AsSpan(e * index.Rows, index.Rows));
        }

        return corrected;
    }

    /// <summary>The history of one entity, corrected.</summary>
    /// <param name="history">Its values, oldest first.</param>
    public double[] Correct(ReadOnlySpan<double> history)
    {
        var corrected = history.ToArray();
        Correct(corrected.AsSpan());
        return corrected;
    }

    private void Correct(Span<double> history)
    {
        var listed = ListedRange.Of(history);
        foreach (ref var value in history.Slice(listed.First, listed.Count))
        {
            value = Correct(value);
        }
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
        var listed = new ListedRange[index.Count];
        for (var e = 0; e < listed.Length; e++)
        {
            listed[e] = ListedRange.Of(values.Slice(e * index.Rows, index.Rows));
        }

        for (var t = 0; t < index.Rows && found.Count < samples; t++)
        {
            for (var e = 0; e < index.Count && found.Count < samples; e++)
            {
                var value = values[(e * index.Rows) + t];
                if (t >= listed[e].First && t < listed[e].First + listed[e].Count && ViolationOf(value) is { } kind)
                {
                    found.Add(new SignalViolation(kind, index.Dates[t], index.Entities[e], value));
                }
            }
        }

        return found;
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
