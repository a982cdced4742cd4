namespace OptAIC.Quant.Signals;

/// <summary>A value that breaks a signal spec.</summary>
/// <param name="Kind">How.</param>
/// <param name="Date">Its date.</param>
/// <param name="Entity">Its entity.</param>
/// <param name="Value">The value.</param>
public sealed record SignalViolation(SignalViolationKind Kind, DateOnly Date, string Entity, double Value);
