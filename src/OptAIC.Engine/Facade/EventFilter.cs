using System.IO.Enumeration;
using OptAIC.Model;

namespace OptAIC.Engine.Facade;

/// <summary>Which lines of the activity log are wanted.</summary>
public sealed record EventFilter
{
    /// <summary>Patterns (<c>*</c>, <c>?</c>) of actions, for example <c>run.*</c>; none is all.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Patterns of resources; <c>prices</c> also means the flows of prices. None is all.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Only what happened at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Most lines of the past: the newest ones. Not given, a list holds 50, or all since <see cref="Since"/>; following begins with none, or those.</summary>
    public int? Limit { get; init; }

    internal bool Matches(OptEvent activity) =>
        (Since is null || activity.Time >= Since)
        && (Actions.Count == 0 || Actions.Any(a => IsMatch(a, activity.Action)))
        && (Resources.Count == 0 || Resources.Any(r => IsMatch(r, activity.Resource) || IsMatch(r, InstanceOf(activity.Resource))));

    private static bool IsMatch(string pattern, ReadOnlySpan<char> text) => FileSystemName.MatchesSimpleExpression(pattern, text);

    private static string InstanceOf(string resource) => FlowName.TrySplit(resource, out var instance, out _) ? instance : resource;
}
