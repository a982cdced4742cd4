namespace OptAIC.Quant.Contracts;

/// <summary>What a metric may be.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Min">Smallest value, or <c>null</c>.</param>
/// <param name="Max">Largest value, or <c>null</c>.</param>
/// <param name="IsRequired">Whether it must be there; else it is only checked when it is.</param>
public sealed record MetricLimit(string Metric, double? Min, double? Max, bool IsRequired = true);
