using OptAIC.Quant.Optimizers;

namespace OptAIC.Quant.Backtesting;

/// <summary>What was decided at the close of a row.</summary>
/// <param name="Date">The row's date; nothing of it trades before the next row.</param>
/// <param name="Targets">Names with a weight, in ordinal order; all others go to 0.</param>
/// <param name="Optimization">How the optimiser came to the weights; null without one.</param>
public sealed record Decision(DateOnly Date, IReadOnlyList<TargetWeight> Targets, OptimizationResult? Optimization);
