using System.Text.Json;
using OptAIC.Engine.Yaml;
using OptAIC.Model;
using OptAIC.Quant.Contracts;

namespace OptAIC.Engine.Contracts.Checks;

/// <summary>The contracts over metrics of runs. Of a model's flows, training is judged by all of them and monitoring by its drift.</summary>
internal static class MetricChecks
{
    public static ContractCheck? Performance(JsonElement config, ContractSubject subject) =>
        subject.Metrics is { } metrics && (subject.Type != InstanceType.ModelInstance || subject.Flow == FlowKind.Training)
            ? new MetricRule(Limits(config)).Check(metrics)
            : null;

    public static ContractCheck? Validation(JsonElement config, ContractSubject subject)
    {
        if (subject.Metrics is not { } metrics || (subject.Type == InstanceType.ModelInstance && subject.Flow is not (FlowKind.Training or FlowKind.Monitoring)))
        {
            return null;
        }

        var limits = new List<MetricLimit>();
        if (config.Number("max_drift") is { } drift)
        {
            limits.AddRange(metrics.Keys.Where(IsDrift).Order(StringComparer.Ordinal).Select(name => new MetricLimit(name, null, drift)));
        }

        if (subject.Flow != FlowKind.Monitoring)
        {
            limits.AddRange(config.Texts("required_metrics").Select(m => new MetricLimit(m, null, null)));
            Add("folds", config.Number("min_folds"), null);
            Add("samples", config.Number("min_samples"), null);
            Add("missing_share", null, config.Number("max_missing_share"));
        }

        return limits.Count == 0 ? null : new MetricRule(limits).Check(metrics);

        void Add(string metric, double? min, double? max)
        {
            if (min is not null || max is not null)
            {
                limits.Add(new(metric, min, max));
            }
        }
    }

    private static bool IsDrift(string metric) =>
        metric is "drift" or "psi" || metric.StartsWith("psi_", StringComparison.Ordinal) || metric.EndsWith("_psi", StringComparison.Ordinal) || metric.StartsWith("psi.", StringComparison.Ordinal);

    private static List<MetricLimit> Limits(JsonElement config)
    {
        var limits = new Dictionary<string, MetricLimit>(StringComparer.Ordinal);
        foreach (var limit in config.EnumerateObject().Where(p => p.Name != "metrics"))
        {
            var name = limit.Name[4..];
            var known = limits.GetValueOrDefault(name) ?? new MetricLimit(name, null, null);
            limits[name] = limit.Name.StartsWith("min_", StringComparison.Ordinal) ? known with { Min = limit.Value.GetDouble() } : known with { Max = limit.Value.GetDouble() };
        }

        foreach (var metric in config.Value("metrics")?.EnumerateObject().ToList() ?? [])
        {
            limits[metric.Name] = new MetricLimit(metric.Name, metric.Value.Number("min"), metric.Value.Number("max"));
        }

        return [.. limits.Values];
    }
}
