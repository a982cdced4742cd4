using OptAIC.Quant.Expressions;

namespace OptAIC.Quant.Contracts;

/// <summary>Limits of metrics. A metric that is asked for must be there, and a number.</summary>
/// <param name="Limits">The limits.</param>
public sealed record MetricRule(IReadOnlyList<MetricLimit> Limits)
{
    /// <summary>Checks metrics.</summary>
    /// <param name="metrics">Values by name; <c>null</c> where there was too little to compute one.</param>
    public ContractCheck Check(IReadOnlyDictionary<string, double?> metrics) =>
        new(Limits.Count, [.. Limits.SelectMany(limit => Check(limit, metrics))]);

    private static IEnumerable<ContractFinding> Check(MetricLimit limit, IReadOnlyDictionary<string, double?> metrics)
    {
        var name = limit.Metric;
        if (!metrics.TryGetValue(name, out var found))
        {
            if (limit.IsRequired)
            {
                var nearest = NearestName.Of(name, metrics.Keys.ToList());
                yield return new("metric_missing", $"there is no metric '{name}'{(nearest is null ? metrics.Count == 0 ? "; there are none" : $"; there are {string.Join(", ", metrics.Keys.Order(StringComparer.Ordinal).Take(SampleText.Most))}" : $"; did you mean '{nearest}'?")}", 1, []);
            }
        }
        else if (found is not { } value || !double.IsFinite(value))
        {
            yield return new("metric_not_a_number", $"the metric '{name}' is {(found is null ? "not known: there was too little to compute it" : "not a finite number")}", 1, []);
        }
        else if (value < limit.Min)
        {
            yield return new("metric_below_min", SampleText.Text($"{name} is {value:G6}; at least {limit.Min:R} is expected"), 1, [SampleText.Number(value)]);
        }
        else if (value > limit.Max)
        {
            yield return new("metric_above_max", SampleText.Text($"{name} is {value:G6}; at most {limit.Max:R} is expected"), 1, [SampleText.Number(value)]);
        }
    }
}
