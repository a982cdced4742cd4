using System.Globalization;

namespace OptAIC.Engine.Workspaces;

/// <summary>Where things are in a workspace.</summary>
/// <param name="root">The base directory.</param>
/// <param name="definitions">Where registered definitions are, when not in it.</param>
internal sealed class WorkspacePaths(string root, string? definitions = null)
{
    /// <summary>How names of instance directories begin.</summary>
    public const string InstancePrefix = "oi_";

    public string Root { get; } = root;

    public string Document => Path.Combine(Root, "workspace.json");

    public string Guard => Path.Combine(Root, ".workspace.guard");

    /// <summary>Held while a stack is applied.</summary>
    public string StackGuard => Path.Combine(Root, ".stack.guard");

    /// <summary>Held by whoever works out what is due, while it is claimed.</summary>
    public string ScheduleGuard => Path.Combine(Root, ".schedule.guard");

    /// <summary>Guards of the places that running flows take up.</summary>
    public string Slots => Path.Combine(Root, ".slots");

    public string Registry => Path.Combine(Root, "registry.db");

    public string Activity => Path.Combine(Root, "activity.jsonl");

    /// <summary>Lineage events that wait to be delivered.</summary>
    public string Events => Path.Combine(Root, "events");

    /// <summary>News of the plans that runners work on, and worked on lately.</summary>
    public string Plans => Path.Combine(Root, "plans");

    public string Latest => Path.Combine(Root, "latest");

    public string Definitions { get; } = definitions ?? Path.Combine(root, "definitions");

    /// <summary>Data by their hash.</summary>
    public string DataCache => Path.Combine(Root, "cache", "data");

    /// <summary>Environments by their key.</summary>
    public string EnvironmentCache => Path.Combine(Root, "cache", "env");

    public string Instances => Path.Combine(Root, "instances");

    public string Calendars => Path.Combine(Root, "calendars");

    /// <summary>What was registered with the operating system.</summary>
    public string Tick => Path.Combine(Root, "tick.json");

    /// <summary>The owner's file of secrets, which need not exist.</summary>
    public string Secrets => Path.Combine(Root, "secrets");

    public string Staging => Path.Combine(Root, "staging");

    public string Trash => Path.Combine(Root, "trash");

    /// <summary>The root to use: the given one, else <c>OPTAIC_HOME</c>, else <c>~/.optaic</c>. <c>.</c> means the default.</summary>
    public static string ResolveRoot(string? root)
    {
        if (root is null or "" or ".")
        {
            root = Environment.GetEnvironmentVariable("OPTAIC_HOME") is { Length: > 0 } home
                ? home
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".optaic");
        }

        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
    }

    /// <summary>Name of a new instance's directory: sortable and unique.</summary>
    public static string DirectoryName(string name, DateTimeOffset createdAt) =>
        $"{InstancePrefix}{name}_{createdAt.UtcDateTime.ToString("yyyyMMddHHmmssffffff", CultureInfo.InvariantCulture)}";

    public string InstanceDirectory(string directoryName) => Path.Combine(Instances, directoryName);
}
