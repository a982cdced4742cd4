using System.Globalization;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Locks;

namespace OptAIC.Engine.Workspaces;

/// <summary>Writes limits into <c>workspace.json</c>. Runners read it when they begin; runs that are under way go on.</summary>
internal static class LimitSetting
{
    private const int Largest = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Lays limits over those that are there.</summary>
    /// <returns>The document as it is now.</returns>
    public static WorkspaceDocument Apply(WorkspacePaths paths, WorkspaceLimits limits)
    {
        Check("the workspace", limits.MaxConcurrentFlows ?? 0);
        foreach (var (tag, limit) in limits.TagLimits)
        {
            Check($"tag '{tag}'", limit);
            if (tag.Length == 0 || !tag.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
            {
                throw new InvalidLimitException($"'{tag}' is no tag: letters, digits, '_', '.', '-'");
            }
        }

        using var guard = GuardFile.TryAcquire(paths.Guard, Patience) ?? throw new WorkspaceBusyException(paths.Root);
        var document = DocumentFile.Read(paths.Document, DocumentJson.Default.WorkspaceDocument);
        var tags = new SortedDictionary<string, int>(document.Settings.TagLimits.ToDictionary(t => t.Key, t => t.Value), StringComparer.Ordinal);
        foreach (var (tag, limit) in limits.TagLimits)
        {
            tags[tag] = limit;
        }

        var settings = document.Settings with
        {
            MaxConcurrentFlows = (limits.MaxConcurrentFlows ?? document.Settings.MaxConcurrentFlows) is > 0 and var all ? all : null,
            TagLimits = tags.Where(t => t.Value > 0).ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal),
            Retention = Merged(document.Settings.Retention ?? new(), limits.Retention) is { IsEmpty: false } retention ? retention : null,
            AlertCommand = (limits.AlertCommand ?? document.Settings.AlertCommand) is { Count: > 0 } command ? command : null,
        };
        document = document with { Settings = settings };
        DocumentFile.Write(paths.Document, document, DocumentJson.Default.WorkspaceDocument, Durability.Truth);
        return document;
    }

    private static OptRetention Merged(OptRetention old, OptRetention given) => new()
    {
        Runs = (given.Runs ?? old.Runs) is > 0 and var runs ? runs : null,
        Age = (given.Age ?? old.Age) is { } age && age > TimeSpan.Zero ? age : null,
        Size = (given.Size ?? old.Size) is > 0 and var size ? size : null,
    };

    private static void Check(string of, int limit)
    {
        if (limit is < 0 or > Largest)
        {
            throw new InvalidLimitException($"the limit of {of} cannot be {limit.ToString(CultureInfo.InvariantCulture)}");
        }
    }
}
