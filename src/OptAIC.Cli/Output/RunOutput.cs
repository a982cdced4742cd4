using System.Globalization;
using OptAIC.Model;

namespace OptAIC.Cli.Output;

/// <summary>Runs for people.</summary>
internal static class RunOutput
{
    /// <summary>One row per run.</summary>
    public static void WriteList(Screen screen, IReadOnlyList<OptRun> runs)
    {
        var table = new TextTable("RUN", "FLOW", "STATUS", "TRIGGER", "STARTED", ">TIME", "ERROR");
        foreach (var run in runs)
        {
            table.Add(
                Words.Short(run.Id),
                FlowOf(run),
                Words.Of(run.Status),
                SnakeCase.Of(run.Trigger),
                Words.Of(run.StartedAt ?? run.CreatedAt),
                Words.Of(run.Duration),
                Error(run).ReplaceLineEndings(" "));
        }

        table.Write(screen);
    }

    /// <summary>How a run ended, in one line.</summary>
    public static string Ended(OptRun run) =>
        $"{FlowOf(run)} {SnakeCase.Of(run.Status)} {Words.Of(run.Duration)}".TrimEnd() + (Error(run) is { Length: > 0 } error ? $": {error.ReplaceLineEndings(" ")}" : "");

    /// <summary>Everything about one run.</summary>
    public static void WriteOne(Screen screen, OptRun run)
    {
        new Fields()
            .Add("run", run.Id.ToString())
            .Add("flow", FlowOf(run))
            .Add("type", run.Type.ToString())
            .Add("status", Words.Of(run.Status))
            .Add("error", new(Error(run), Tint.Bad))
            .Add("trigger", run.Actor is { } actor ? $"{SnakeCase.Of(run.Trigger)}, by {actor}" : SnakeCase.Of(run.Trigger))
            .Add("created", Words.Of(run.CreatedAt))
            .Add("started", Words.Of(run.StartedAt))
            .Add("ended", Words.Of(run.EndedAt))
            .Add("duration", Words.Of(run.Duration))
            .Add("as of", run.AsOf?.ToString("O", CultureInfo.InvariantCulture))
            .Add("publishes", run.IsSide ? "a version beside the current one" : null)
            .Add("replay of", run.ReplayOf?.ToString())
            .Add("reproduced", run.IsReproduced switch { true => "yes", false => "no", _ => null })
            .Add("attempt", run.Attempt > 1 ? run.Attempt.ToString(CultureInfo.InvariantCulture) : null)
            .Add("exit code", run.ExitCode?.ToString(CultureInfo.InvariantCulture))
            .Add("definition", run.Definition)
            .Add("revision", run.Revision?.ToString())
            .Add("data version", run.DataVersion)
            .Add("data date", Words.Of(run.LastDataDate))
            .Add("environment", run.Environment is { } made ? $"{made.Engine}{string.Concat(made.ToolVersions.Select(t => $" ({t.Key} {t.Value})"))}  {made.Path}" : null)
            .Add("programs used", run.Resources is { } used ? Used(used) : null)
            .Add("runner", run.ProcessId is { } process ? $"{run.Host} (process {process})" : run.Host)
            .Add("logs", run.LogPath)
            .Write(screen);
        var width = run.InputVersions.Count == 0 ? 0 : run.InputVersions.Max(i => i.Key.Length);
        WriteSection(screen, "inputs", run.InputVersions.Select(i => $"{i.Key.PadRight(width)}  {i.Value}"));
        WriteSection(screen, "steps", Steps(run));
        WriteSection(screen, "data", run.Data.Select(d => $"{d.Name}  {d.Size} bytes  {Words.Short(d.Sha256 ?? "")}  from {d.Source}"));
        WriteSection(screen, "earlier attempts", run.EarlierAttempts.Select(a => $"{a.Attempt}  {a.ErrorType}: {a.Error.ReplaceLineEndings(" ")}  {a.LogPath}"));
        WriteSection(screen, "artifacts", run.Artifacts.Select(a => $"{a.Path}  {a.Size} bytes  {Words.Short(a.Sha256)}"));
        if (run.Issues.Count > 0)
        {
            screen.Line();
            screen.Line("issues");
            IssueOutput.WriteAll(screen, run.Issues, "  ");
        }

        if (run.Contracts.Count > 0)
        {
            screen.Line();
            screen.Line("contracts");
            ContractOutput.WriteAll(screen, run.Contracts, "  ");
        }

        if (run.Reasons.Count > 0)
        {
            screen.Line();
            screen.Line("ran because");
            ReasonTree.Write(screen, run.Reasons, FlowOf(run), "  ");
        }

        if (run.Metrics.Count > 0)
        {
            screen.Line();
            screen.Line("metrics");
            MetricsOutput.WriteAll(screen, run.Metrics);
        }
    }

    private static IEnumerable<string> Steps(OptRun run)
    {
        var (name, status) = run.Steps.Count == 0 ? (0, 0) : (run.Steps.Max(s => s.Name.Length), run.Steps.Max(s => s.Status.Length));
        return run.Steps.Select(s =>
            $"{s.Name.PadRight(name)}  {s.Status.PadRight(status)}  {Words.Of(s.Duration),8}"
            + (s.Attempts > 1 ? $"  {s.Attempts} attempts" : "")
            + (s.Error is { } error ? $"  {error.ReplaceLineEndings(" ")}" : ""));
    }

    private static string Used(OptRunResources used) => string.Join(", ", ((string?[])
    [
        string.Create(CultureInfo.InvariantCulture, $"{used.WallSeconds:0.00} s"),
        used.CpuSeconds is { } cpu ? string.Create(CultureInfo.InvariantCulture, $"{cpu:0.00} s of processors") : null,
        used.PeakMemoryBytes is { } memory ? $"{Words.Size(memory)} of memory" : null,
        used.BytesRead is { } read ? $"{Words.Size(read)} read" : null,
        used.BytesWritten is { } written ? $"{Words.Size(written)} written" : null,
    ]).OfType<string>());

    private static string FlowOf(OptRun run) => $"{run.Instance}.{SnakeCase.Of(run.Flow)}";

    private static string Error(OptRun run) => run.ErrorType is { } type ? $"{type}: {run.Error}" : run.Error ?? "";

    private static void WriteSection(Screen screen, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        screen.Line();
        screen.Line(title);
        foreach (var line in all)
        {
            screen.Line("  " + line);
        }
    }
}
