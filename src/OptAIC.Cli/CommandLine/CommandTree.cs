using System.CommandLine;
using OptAIC.Cli.Commands;

namespace OptAIC.Cli.CommandLine;

/// <summary>The tree of commands. Only branches whose word is on the command line are built: start-up time is a feature.</summary>
internal static class CommandTree
{
    /// <summary>Prints the version.</summary>
    public static readonly Option<bool> Version = Options.Flag("--version", "Show the version");

    private static readonly Branch[] Branches =
    [
        new("quickstart", "Do the main job on real data, from nothing", QuickstartCommand.Build),
        new("init", "Make a workspace, or open the one that is there", WorkspaceCommands.BuildInit),
        new("definition", "Definitions: what can be run", DefinitionCommands.Build),
        new("instance", "Instances: configured definitions with their flows", InstanceCommands.Build),
        new("apply", "Make the workspace what the manifest of a stack says", ApplyCommand.Build),
        new("run", "Run an instance, or a backpack: a folder with workflow/, data/, software/, compute/", RunCommand.Build),
        new("flow", "Flows: start, stop, and why they are stale", FlowCommands.Build),
        new("refresh", "Run what is not ready, in lineage order", RefreshCommand.Build),
        new("runs", "Runs: what ran, with what, and its logs", RunCommands.Build),
        new("model", "Models: the versions that trainings made", ModelCommands.Build),
        new("lineage", "What depends on what", LineageCommand.Build),
        new("data", "Published data", DataCommands.Build),
        new("events", "What has happened, and what happens", EventsCommand.Build),
        new("schedule", "Schedules: when they fire", ScheduleCommands.Build),
        new("registry", "The registry: an index of the files", RegistryCommands.Build),
        new("cache", "The cache: data and environments that instances share", CacheCommands.Build),
        new("doctor", "Check every invariant of the workspace", WorkspaceCommands.BuildDoctor),
    ];

    /// <summary>Builds the tree for a command line.</summary>
    public static RootCommand For(IReadOnlyCollection<string> args)
    {
        var root = new RootCommand("Configured instances with paired flows over a filesystem store.");
        root.Options.Clear();
        root.Directives.Clear();
        foreach (var option in GlobalOptions.All)
        {
            root.Add(option);
        }

        root.Add(Version);
        foreach (var branch in Branches)
        {
            root.Add(args.Contains(branch.Name) ? branch.Build(branch.Name, branch.Description) : new Command(branch.Name, branch.Description));
        }

        return root;
    }

    private sealed record Branch(string Name, string Description, Func<string, string, Command> Build);
}
