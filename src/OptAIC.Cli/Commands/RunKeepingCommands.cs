using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Commands;

/// <summary>The verbs of <c>optaic runs</c> by which runs are taken along, or removed.</summary>
internal static class RunKeepingCommands
{
    private const string WhichRuns = "Run ids or their beginnings, 'latest', or instances (their last run)";

    /// <summary><c>runs export</c>.</summary>
    public static Verb Export()
    {
        var runs = Options.Any("run", WhichRuns);
        var filter = new RunFilterOptions();
        var path = Options.Text("--out", "FILE", "File to write: .csv, .json or .jsonl, or .zip for an archive with logs and artifacts");
        var force = Options.Flag("--force", "Replace a file that is there");
        return new("export", "Write runs to a file: records with metrics, or all there is of them in one archive", "optaic runs export --where \"flow = backtest and started > -30d\" --out backtests.csv\noptaic runs export momentum_backtest --out backtest.zip", call =>
        {
            var (line, named) = (call.Line, call.Line.GetValue(runs) ?? []);
            if (line.GetValue(path) is not { } file)
            {
                throw new UsageException("nothing says where to write", "add --out FILE: .csv, .json, .jsonl or .zip");
            }

            if (named.Length > 0 && filter.IsGiven(line))
            {
                throw new UsageException("runs are named and described", "either name runs, or give --where and the like");
            }

            var chosen = named.Length > 0 ? [.. named.Select(call.Workspace.Runs.Get)] : call.Workspace.Runs.ListWhole(filter.Read(line));
            var written = call.Workspace.Runs.Export(chosen, file, null, line.GetValue(force), call.Cancellation);
            call.Show(written, Json.Document.RunFile, screen => screen.Line($"wrote {Words.Count(written.Runs, "run")} to {written.Path}"));
        })
        { runs, filter.Instance, filter.Exclude, filter.Flow, filter.Status, filter.Where, path, force };
    }

    /// <summary><c>runs remove</c>.</summary>
    public static Verb Remove()
    {
        var runs = Options.Any("run", WhichRuns);
        var filter = new RunFilterOptions();
        var keep = Options.Text("--keep", "N", "Only those that are not among the N newest of their flow");
        var older = Options.Text("--older-than", "TIME", "Only those that ended longer ago, such as 30d");
        var size = Options.Text("--max-size", "SIZE", "Only so many, oldest first, that the rest takes no more, such as 5GB");
        var retention = Options.Flag("--retention", "Those that the workspace's retention does not retain (set with 'optaic init --retain-runs' and the like)");
        var whatIf = Options.Flag("--what-if", "Show what would be removed and what is kept, and why; change nothing");
        var purge = Options.Flag("--purge", "Delete them instead of moving them to the trash");
        return new("remove", "Remove runs that nothing needs, with logs, metrics, artifacts and the files that they published", "optaic runs remove --older-than 30d --keep 20 --what-if\noptaic runs remove --where \"status = failed\"\noptaic runs remove --retention --what-if", call =>
        {
            var (line, named) = (call.Line, call.Line.GetValue(runs) ?? []);
            var request = new RunRemovalRequest { Runs = named, Filter = filter.Read(line), Keep = line.Count(keep, least: 0), OlderThan = line.Duration(older), MaxSize = line.Size(size), Retention = line.GetValue(retention) };
            if (named.Length > 0 && (filter.IsGiven(line) || (request.Keep ?? request.MaxSize) is not null || request.OlderThan is not null || request.Retention))
            {
                throw new UsageException("runs are named and described", "either name runs, or give --where and the like");
            }

            var removals = line.GetValue(whatIf) ? call.Workspace.Runs.PlanRemoval(request) : call.Workspace.Runs.Remove(request, line.GetValue(purge));
            call.Show(removals, Json.Document.IReadOnlyListOptRunRemoval, screen => RunKeepingOutput.WriteRemovals(screen, removals, line.GetValue(whatIf)));
        })
        { runs, filter.Instance, filter.Exclude, filter.Flow, filter.Status, filter.Where, keep, older, size, retention, whatIf, purge };
    }
}
