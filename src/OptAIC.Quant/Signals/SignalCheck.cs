namespace OptAIC.Quant.Signals;

/// <summary>What a signal spec found in a signal.</summary>
/// <param name="Checked">Number of values, from each entity's first one to its last one.</param>
/// <param name="Counts">Violations by kind; kinds without any are left out.</param>
/// <param name="Samples">The first violations, by date, then by entity.</param>
public sealed record SignalCheck(int Checked, IReadOnlyDictionary<SignalViolationKind, int> Counts, IReadOnlyList<SignalViolation> Samples)
{
    /// <summary>Violations of all kinds.</summary>
    public int Total => Counts.Values.Sum();

    /// <summary>Whether there are none.</summary>
    public bool Passed => Counts.Count == 0;
}
