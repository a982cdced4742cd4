using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic instance update-env</c>.</summary>
internal static class UpdateEnvironmentCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Build()
    {
        var target = Options.Required("target", "Folder of the backpack whose software/environment.yml is written");
        var from = Options.Text("--from-instance", "INSTANCE", "Name, id or path of the instance whose environment is looked at (default: the newest that was made of the backpack)");
        var versionsOnly = Options.Flag("--versions-only", "Only write the versions of what is listed; add nothing");
        var whatIf = Options.Flag("--what-if", "Show what would be written, but write nothing");
        return new("update-env", "Write what is really installed in an environment into a backpack; what was there is kept as environment.yml.1, .2 and so on", "optaic instance update-env ./matmul --what-if\noptaic instance update-env ./matmul --from-instance matmul --versions-only", call =>
        {
            var line = call.Line;
            var (folder, preview) = (line.GetRequiredValue(target), line.GetValue(whatIf));
            var changes = call.Wait(stop => call.Workspace.Upkeep.UpdateEnvironmentAsync(folder, line.GetValue(from), line.GetValue(versionsOnly), preview, stop));
            call.Show(changes, Json.Document.IReadOnlyListOptPackageChange, screen => Write(screen, changes, preview));
        })
        { target, from, versionsOnly, whatIf };
    }

    private static void Write(Screen screen, IReadOnlyList<OptPackageChange> changes, bool preview)
    {
        if (changes.Count == 0)
        {
            screen.Line("nothing to change: the file says what is installed");
            return;
        }

        var table = new TextTable("PACKAGE", "CHANGE", "BEFORE", "AFTER");
        foreach (var change in changes)
        {
            table.Add(change.Name, new Cell(change.Kind, change.Kind == "left_out" ? Tint.Warning : Tint.Good), change.Before ?? "", change.After ?? change.Reason ?? "");
        }

        table.Write(screen);
        var lines = Words.Count(changes.Count(c => c.After is not null), "line");
        screen.Line(preview ? $"{lines} of {changes[0].File} would be written"
            : changes[0].Kept is { } kept ? $"{lines} of {changes[0].File} written; as it was: {kept}"
            : "nothing was written");
    }
}
