using OptAIC.Engine.Registry;
using OptAIC.Naming;
using OptAIC.Runs.Conditions;

namespace OptAIC.Engine.Queries;

/// <summary>Finds metrics in a condition that no run has, which is a slip of the keyboard more often than a question.</summary>
internal static class MetricCheck
{
    private const int MostNamed = 12;

    /// <summary>Refuses a metric that no run has. Where no run has any metric yet, and where runs without the metric are asked for, nothing is a slip.</summary>
    /// <exception cref="RunConditionException">No run has the metric.</exception>
    public static void Check(RegistryIndex registry, RunCondition condition)
    {
        foreach (var metric in Metrics(condition.Test).Distinct(StringComparer.Ordinal).Where(m => !registry.HasMetric(m)))
        {
            if (registry.MetricNames() is { Count: > 0 } known)
            {
                var text = condition.ToString();
                var hint = NearestName.Hint(metric, known) ?? $"there are: {string.Join(", ", known.Take(MostNamed))}{(known.Count > MostNamed ? ", …" : "")}";
                throw new RunConditionException(text, Math.Max(0, text.IndexOf(metric, StringComparison.Ordinal)) + 1, $"no run has a metric '{metric}'", hint);
            }
        }
    }

    private static IEnumerable<string> Metrics(RunTest test) => test switch
    {
        RunTest.All all => all.Tests.SelectMany(Metrics),
        RunTest.Any any => any.Tests.SelectMany(Metrics),
        RunTest.Not not => Metrics(not.Test),
        RunTest.Compare { Metric: { } metric, Value: not RunValue.None } => [metric],
        _ => [],
    };
}
