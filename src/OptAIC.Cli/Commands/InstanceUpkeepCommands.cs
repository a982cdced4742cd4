using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic instance prune</c>, <c>adopt</c> and <c>usage</c>.</summary>
internal static class InstanceUpkeepCommands
{
    /// <summary>Forgets instances whose directories are gone.</summary>
    public static Verb Prune()
    {
        var whatIf = Options.Flag("--what-if", "Show which would be forgotten, but forget none");
        return new("prune", "Forget instances whose directories are gone; nothing is deleted", "optaic instance prune --what-if", call =>
        {
            var preview = call.Line.GetValue(whatIf);
            var gone = call.Workspace.Upkeep.Prune(preview);
            call.Show(gone, Json.Document.IReadOnlyListOptInstance, screen =>
            {
                foreach (var instance in gone)
                {
                    screen.Line($"{(preview ? "would forget" : "forgot")} {instance.Name}: {instance.Path} is gone");
                }

                if (gone.Count == 0)
                {
                    screen.Line("every instance has its directory");
                }
            });
        })
        { whatIf };
    }

    /// <summary>Takes in a directory.</summary>
    public static Verb Adopt()
    {
        var directory = Options.Required("directory", "Directory with an instance: in instances/, in the trash, or anywhere else");
        var name = Options.Text("--name", "NAME", "Another name");
        var whatIf = Options.Flag("--what-if", "Check everything, but take in nothing");
        return new("adopt", "Take in a directory with an instance that the registry does not know", "optaic instance adopt ~/.optaic/trash/oi_momentum_20260102030405000000", call =>
        {
            var (line, preview) = (call.Line, call.Line.GetValue(whatIf));
            var adopted = call.Workspace.Transfer.Adopt(line.GetRequiredValue(directory), line.GetValue(name), preview, call.Cancellation);
            if (preview)
            {
                call.Screen.Line($"would adopt {adopted}");
                return;
            }

            var instance = call.Workspace.Instances.Get(adopted);
            call.Show(instance, Json.Document.OptInstance, screen => screen.Line($"adopted {instance.Name} ({instance.Type}, {instance.Definition}) in {instance.Path}"));
        })
        { directory, name, whatIf };
    }

    /// <summary>What instances take on the disk.</summary>
    public static Verb Usage()
    {
        var filter = new InstanceFilterOptions();
        return new("usage", "What instances take on the disk, the largest first", "optaic instance usage\noptaic instance usage tag:nightly --json", call =>
        {
            var usage = call.Workspace.Upkeep.Usage(filter.Read(call.Line), call.Cancellation);
            call.Show(usage, Json.Document.IReadOnlyListOptInstanceUsage, screen => Write(screen, usage));
        })
        { filter.Names, filter.Exclude, filter.Type, filter.Status, filter.Tag };
    }

    private static void Write(Screen screen, IReadOnlyList<OptInstanceUsage> usage)
    {
        var table = new TextTable("NAME", ">TOTAL", ">WORKFLOW", ">DATA", ">MODELS", ">RUNS", ">ENVIRONMENT", ">OTHER", ">FILES");
        foreach (var one in usage)
        {
            table.Add(one.Instance, Words.Size(one.Total), Words.Size(one.Workflow), Words.Size(one.Data), Words.Size(one.Models), Words.Size(one.Runs), Words.Size(one.Environment), Words.Size(one.Other), one.Files.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        table.Write(screen);
        if (usage.Count > 1)
        {
            screen.Line($"{Words.Size(usage.Sum(u => u.Total))} in {Words.Count(usage.Count, "instance")}");
        }
    }
}
