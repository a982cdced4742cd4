using OptAIC.Engine.Registry;
using OptAIC.Errors;

namespace OptAIC.Engine.Instances;

/// <summary>Checks upstreams against what the definitions allow and require.</summary>
internal static class UpstreamRules
{
    public static void Check(string name, IReadOnlyList<ResolvedPart> parts, IReadOnlyList<(string Role, InstanceRow Instance)> upstreams)
    {
        foreach (var definition in parts.Select(p => p.Definition).Where(d => d is not null).Select(d => d!))
        {
            var rules = definition.Compatibility;
            var distinct = upstreams.Select(u => u.Instance).DistinctBy(i => i.Id).ToList();
            if (rules.UpstreamTypes.Count > 0 && distinct.FirstOrDefault(i => !rules.UpstreamTypes.Contains(i.Type)) is { } wrong)
            {
                throw new IncompatibleUpstreamException(name, $"{wrong.Name} is a {wrong.Type}; {definition} takes {string.Join(", ", rules.UpstreamTypes)}");
            }

            if (distinct.Count < rules.UpstreamMin)
            {
                throw new IncompatibleUpstreamException(name, $"{definition} needs {rules.UpstreamMin} upstream{(rules.UpstreamMin == 1 ? "" : "s")}; {distinct.Count} {(distinct.Count == 1 ? "is" : "are")} given");
            }

            if (distinct.Count > rules.UpstreamMax)
            {
                throw new IncompatibleUpstreamException(name, $"{definition} takes {(rules.UpstreamMax == 0 ? "no upstreams" : $"at most {rules.UpstreamMax} upstreams")}; {distinct.Count} {(distinct.Count == 1 ? "is" : "are")} given");
            }
        }
    }
}

/// <summary>An instance's upstreams do not fit its definition.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="problem">What does not fit.</param>
public sealed class IncompatibleUpstreamException(string instance, string problem)
    : OptException("IncompatibleUpstream", ExitCode.Usage, $"{instance}: {problem}", "give its upstreams with upstream_refs or --upstream role=name")
{
    /// <summary>Name of the instance.</summary>
    public string Instance { get; } = instance;
}
