using System.Globalization;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic instance export</c> and <c>optaic instance import</c>.</summary>
internal static class InstanceTransferCommands
{
    /// <summary>Writes instances into an archive.</summary>
    public static Verb Export()
    {
        var name = Options.OneOrMore("name", "Names, ids, paths, patterns with * and ?, or selectors as in refresh");
        var exclude = Options.Repeatable("--exclude", "SELECTOR", "Leave these out");
        var path = Options.Text("--out", "FILE", "Archive to write: .zip");
        var noData = Options.Flag("--no-data", "Leave out what they have published, and their runs");
        var noRuns = Options.Flag("--no-runs", "Of the runs, take only those that made what is published");
        var force = Options.Flag("--force", "Replace a file that is there");
        return new("export", "Write instances with their definitions, data and runs into one verified archive", "optaic instance export +momentum_backtest --out momentum.zip", call =>
        {
            var line = call.Line;
            var file = line.GetValue(path) ?? throw new UsageException("nothing says where to write", "add --out FILE.zip");
            var filter = new InstanceFilter { Names = line.GetRequiredValue(name), Exclude = line.GetValue(exclude) ?? [] };
            var request = new ExportRequest { SkipData = line.GetValue(noData), SkipRuns = line.GetValue(noRuns), Overwrite = line.GetValue(force) };
            var written = call.Workspace.Transfer.Export(filter, file, request, call.Cancellation);
            call.Show(written, Json.Document.OptInstanceArchive, screen => screen.Line($"wrote {string.Join(", ", written.Instances)} to {written.Path} ({Sizes(written)})"));
        })
        { name, exclude, path, noData, noRuns, force };
    }

    /// <summary>Brings instances of an archive into the workspace.</summary>
    public static Verb Import()
    {
        var path = Options.Required("file", "Archive that 'optaic instance export' has written");
        var name = Options.Text("--name", "NAME", "Another name, when there is one instance in it");
        var whatIf = Options.Flag("--what-if", "Verify everything and show what would be imported, but import nothing");
        return new("import", "Bring the instances of an archive into the workspace, all of them or none", "optaic instance import momentum.zip --what-if", call =>
        {
            var line = call.Line;
            var read = call.Workspace.Transfer.Import(line.GetRequiredValue(path), line.GetValue(name), line.GetValue(whatIf), call.Cancellation);
            call.Show(read, Json.Document.OptInstanceArchive, screen => screen.Line($"{(line.GetValue(whatIf) ? "would import" : "imported")} {string.Join(", ", read.Instances)} ({Sizes(read)})"));
        })
        { path, name, whatIf };
    }

    private static string Sizes(OptInstanceArchive archive) =>
        string.Create(CultureInfo.InvariantCulture, $"{Words.Count(archive.Definitions.Count, "definition")}, {Words.Count(archive.Files, "file")}, {archive.Size} bytes");
}
