using System.CommandLine;
using System.Text.Json;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Execution;
using OptAIC.Cli.Output;
using OptAIC.Cli.Progress;
using OptAIC.Engine.Facade;
using OptAIC.Errors;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic runs …</c></summary>
internal static class RunCommands
{
    private const string WhichRun = "Run id or its beginning, 'latest', or an instance (its last run)";

    /// <summary>Builds the noun with its verbs.</summary>
    public static Command Build(string name, string description) => new(name, description) { List(), Show(), Logs(), Wait(), Stop(), Compare(), Replay(), RunKeepingCommands.Export(), RunKeepingCommands.Remove() };

    private static Verb List()
    {
        var filter = new RunFilterOptions();
        var limit = Options.Text("--limit", "N", "Most runs (default: 50)");
        return new("list", "List runs, newest first", "optaic runs list --instance prices --status failed\noptaic runs list --where \"status = failed and started > -7d or metric.sharpe > 1\"", call =>
        {
            var runs = call.Workspace.Runs.List(filter.Read(call.Line, call.Line.Count(limit) ?? new RunFilter().Limit));
            call.Show(runs, Json.Document.IReadOnlyListOptRun, screen => RunOutput.WriteList(screen, runs));
        })
        { filter.Instance, filter.Exclude, filter.Flow, filter.Status, filter.Where, limit };
    }

    private static Verb Show()
    {
        var reference = Options.Required("run", WhichRun);
        var record = Options.Flag("--record", "Print the record as it is stored");
        return new("show", "Show a run: inputs, metrics, artifacts, why it ran", "optaic runs show momentum_backtest", call =>
        {
            if (call.Line.GetValue(record))
            {
                call.Screen.Line(call.Workspace.Runs.Record(call.Line.GetRequiredValue(reference)).TrimEnd());
                return;
            }

            var run = call.Workspace.Runs.Get(call.Line.GetRequiredValue(reference));
            call.Show(run, Json.Document.OptRun, screen => RunOutput.WriteOne(screen, run));
        })
        { reference, record };
    }

    private static Verb Replay()
    {
        var reference = Options.Required("run", WhichRun);
        return new("replay", "Repeat a run with exactly what it read, and compare what it makes", "optaic runs replay momentum_backtest", call =>
        {
            var run = PlanRun.Watch(call, (progress, cancellation) => call.Workspace.Runs.ReplayAsync(call.Line.GetRequiredValue(reference), progress, cancellation));
            call.Show(run, Json.Document.OptRun, screen => screen.Line(run switch
            {
                { IsReproduced: true } => $"reproduced: run {Words.Short(run.ReplayOf!.Value)} made the same output again, {run.DataVersion}",
                { IsReproduced: false } => $"not reproduced: run {Words.Short(run.ReplayOf!.Value)} made another output; what this one made is in {run.LogPath}",
                _ => $"the replay {SnakeCase.Of(run.Status)}: {run.Error}",
            }));
            return run.IsReproduced == true ? ExitCode.Done : run.Status == RunStatus.Cancelled ? ExitCode.Interrupted : ExitCode.Failed;
        })
        { reference };
    }

    private static Verb Wait()
    {
        var reference = Options.Required("run", WhichRun);
        var timeout = Options.Text("--timeout", "TIME", "Longest wait, such as 30m (default: as long as it takes)");
        return new("wait", "Wait for the end of a run; the exit code says how it ended", "optaic runs wait latest --timeout 30m", call =>
        {
            var (run, longest) = (call.Line.GetRequiredValue(reference), call.Line.Duration(timeout));
            var ended = call.Wait(cancellation => call.Workspace.Runs.WaitAsync(run, longest, cancellation: cancellation));
            if (!RunStateMachine.IsFinal(ended.Status))
            {
                throw new WaitTimedOutException(ended, longest!.Value);
            }

            call.Show(ended, Json.Document.OptRun, screen => screen.Line(RunOutput.Ended(ended)));
            return ended switch
            {
                { Status: RunStatus.Completed } => ExitCode.Done,
                { Status: RunStatus.Cancelled } => ExitCode.Interrupted,
                { ErrorType: "contract" } => ExitCode.Refused,
                _ => ExitCode.Failed,
            };
        })
        { reference, timeout };
    }

    private static Verb Stop()
    {
        var reference = Options.Required("run", WhichRun);
        return new("stop", "Stop a run, and no other; one that has ended is left as it is", "optaic runs stop 01a21907", call =>
        {
            var run = call.Wait(cancellation => call.Workspace.Runs.StopAsync(call.Line.GetRequiredValue(reference), cancellation: cancellation));
            call.Show(run, Json.Document.OptRun, screen => screen.Line(RunOutput.Ended(run)));
        })
        { reference };
    }

    private static Verb Compare()
    {
        var before = Options.Required("run", WhichRun);
        var after = Options.Required("other", "The run that it is compared with, likewise");
        var all = Options.Flag("--all", "What is the same, too");
        return new("compare", "Show how two runs differ: config, inputs, metrics, outputs, environment", "optaic runs compare 01a21907-d1a9 momentum_backtest", call =>
        {
            var differences = call.Workspace.Runs.Compare(call.Line.GetRequiredValue(before), call.Line.GetRequiredValue(after), call.Line.GetValue(all));
            call.Show(differences, Json.Document.IReadOnlyListOptRunDifference, screen => RunKeepingOutput.WriteDifferences(screen, differences));
        })
        { before, after, all };
    }

    private static Verb Logs()
    {
        var reference = Options.Required("run", WhichRun);
        var stderr = Options.Flag("--stderr", "What went wrong instead of what it said");
        var follow = Options.Flag("--follow", "Go on until the run has ended");
        return new("logs", "Print the log of a run", "optaic runs logs prices --follow", call =>
        {
            var run = call.Workspace.Runs.Get(call.Line.GetRequiredValue(reference));
            var stream = call.Line.GetValue(stderr) ? RunLogStream.Stderr : RunLogStream.Stdout;
            if (call.Line.GetValue(follow))
            {
                call.Wait(cancellation => FollowAsync(call, run, stream, cancellation));
                return;
            }

            var path = RunFacade.LogFile(run, stream);
            IReadOnlyList<string> lines = File.Exists(path) ? ReadShared(path) : [];
            call.Show(new RunLog(run.Id, path, lines), Json.Document.RunLog, screen =>
            {
                foreach (var line in lines)
                {
                    screen.Line(line);
                }
            });
        })
        { reference, stderr, follow };
    }

    private static async Task FollowAsync(Invocation call, OptRun run, RunLogStream stream, CancellationToken cancellation)
    {
        await foreach (var text in call.Workspace.Runs.FollowLogAsync(run.Id, stream, cancellation))
        {
            call.Screen.Line(call.Json ? JsonSerializer.Serialize(new RunLogLine(text), Json.Line.RunLogLine) : text);
            call.Screen.Writer.Flush();
        }
    }

    // The run may be writing to it.
    private static List<string> ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}
