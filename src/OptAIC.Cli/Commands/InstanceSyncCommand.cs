using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Errors;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic instance sync</c>.</summary>
internal static class InstanceSyncCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Build()
    {
        var name = Options.Required("name", "Name, id or path");
        var to = Options.Text("--to", "DIR", "Folder of the backpack (default: the one that the instance was made from)");
        var whatIf = Options.Flag("--what-if", "Show what would be copied, but copy nothing");
        return new("sync", "Copy files that runs changed in the sandbox back to the backpack; exit 1 when some were changed on both sides", "optaic instance sync matmul --what-if", call =>
        {
            var line = call.Line;
            var files = call.Workspace.Upkeep.Sync(line.GetRequiredValue(name), line.GetValue(to), line.GetValue(whatIf), call.Cancellation);
            call.Show(files, Json.Document.IReadOnlyListOptSyncedFile, screen => Write(screen, files, line.GetValue(whatIf)));
            return files.Any(f => f.Action == "conflict") ? ExitCode.Failed : ExitCode.Done;
        })
        { name, to, whatIf };
    }

    private static void Write(Screen screen, IReadOnlyList<OptSyncedFile> files, bool whatIf)
    {
        if (files.Count == 0)
        {
            screen.Line("nothing to copy: the sandbox holds what was put into it");
            return;
        }

        var table = new TextTable("FILE", "ACTION", "WHY");
        foreach (var file in files)
        {
            table.Add(file.File, new Cell(file.Action, file.Action switch { "conflict" => Tint.Bad, "deleted" => Tint.Warning, "same" => Tint.Faint, _ => Tint.Good }), file.Reason ?? "");
        }

        table.Write(screen);
        screen.Line($"{Words.Count(files.Count(f => f.Action is "added" or "changed"), "file")} {(whatIf ? "would be copied" : "copied")}");
    }
}
