using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>Checks that what a spec says of single flows is about flows that the instance has.</summary>
internal static class FlowOptionRules
{
    /// <summary>Everything that is not.</summary>
    /// <param name="spec">The spec as it is written; <c>null</c> when there is none.</param>
    /// <param name="type">Type of the instance.</param>
    /// <param name="flows">Its flows.</param>
    public static IEnumerable<OptIssue> Check(DocumentMapping? spec, InstanceType type, IReadOnlyList<PairedFlow> flows)
    {
        foreach (var key in (string[])["schedules", "flows"])
        {
            foreach (var entry in (spec?[key] as DocumentMapping)?.Entries ?? [])
            {
                if (!flows.Any(f => SnakeCase.Of(f.Flow) == entry.Name))
                {
                    yield return entry.Key.Issue("unknown_flow", $"this {type} has no flow '{entry.Name}'; it has {(flows.Count == 0 ? "none" : string.Join(", ", flows.Select(f => SnakeCase.Of(f.Flow))))}");
                }
                else if (key == "flows" && entry.Value is DocumentMapping options && entry.Name != SnakeCase.Of(FlowKind.Training) && options["promote"] is { } promote)
                {
                    yield return promote.Issue("misplaced_key", $"the key 'promote' belongs to {SnakeCase.Of(FlowKind.Training)}, which makes versions of a model");
                }
            }
        }
    }
}
