using System.Globalization;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Execution;

/// <summary>
/// The places that a run takes up where the workspace limits how many runs there are at the same time, in all and per tag: a guard each, so the
/// limit holds across processes and a dead owner takes up none. Whoever waits for places holds its flow's guard; nobody waits for a
/// flow's guard while holding places.
/// </summary>
internal sealed class RunSlots : IDisposable
{
    private const string AllFlows = "flows";
    private const string TagPrefix = "tag-";

    private readonly List<GuardFile> _guards;

    private RunSlots(List<GuardFile> guards) => _guards = guards;

    /// <summary>The limits that a flow of an instance falls under: what they are called, and how many runs they allow.</summary>
    public static IReadOnlyList<(string Name, int Limit)> LimitsOf(WorkspaceContext workspace, InstanceRow instance)
    {
        var settings = workspace.Document.Settings;
        var limits = new List<(string, int)>();
        if (settings.MaxConcurrentFlows is { } all)
        {
            limits.Add((AllFlows, all));
        }

        limits.AddRange(TagsOf(workspace, instance).Select(tag => (TagPrefix + tag, settings.TagLimits[tag])));
        return limits;
    }

    /// <summary>The tags of an instance that are limited.</summary>
    public static IEnumerable<string> TagsOf(WorkspaceContext workspace, InstanceRow instance) =>
        workspace.Document.Settings.TagLimits is { Count: > 0 } limits ? instance.Tags.Where(limits.ContainsKey).Order(StringComparer.Ordinal) : [];

    /// <summary>Takes a place of each limit, or none at all.</summary>
    /// <returns><c>null</c> when a limit has no place left; <paramref name="full"/> names it.</returns>
    public static RunSlots? TryTake(WorkspaceContext workspace, IReadOnlyList<(string Name, int Limit)> limits, out string? full)
    {
        full = null;
        var slots = new RunSlots([]);
        foreach (var (name, limit) in limits)
        {
            if (slots.TryTakeOne(workspace, name, limit))
            {
                continue;
            }

            slots.Dispose();
            full = name.StartsWith(TagPrefix, StringComparison.Ordinal)
                ? $"tag {name[TagPrefix.Length..]} ({limit.ToString(CultureInfo.InvariantCulture)} at a time)"
                : $"the workspace ({limit.ToString(CultureInfo.InvariantCulture)} at a time)";
            return null;
        }

        return slots;
    }

    public void Dispose()
    {
        foreach (var guard in _guards)
        {
            guard.Dispose();
        }

        _guards.Clear();
    }

    private bool TryTakeOne(WorkspaceContext workspace, string name, int limit)
    {
        Directory.CreateDirectory(workspace.Paths.Slots);
        for (var place = 1; place <= limit; place++)
        {
            if (GuardFile.TryAcquireNow(Path.Combine(workspace.Paths.Slots, $".{name}-{place.ToString(CultureInfo.InvariantCulture)}.guard")) is { } guard)
            {
                _guards.Add(guard);
                return true;
            }
        }

        return false;
    }
}
